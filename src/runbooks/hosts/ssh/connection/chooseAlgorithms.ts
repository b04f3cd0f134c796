// Which algorithms are offered to a server: ssh2's own, narrowed by the config and by what is known of the host.
// oxlint-disable-next-line typescript/triple-slash-reference -- the other rooms compile this file without its folder
/// <reference path="./ssh2Constants.d.ts" />
import type { Algorithms } from 'ssh2';
import constants from 'ssh2/lib/protocol/constants.js';
import { matchPatterns } from '../config/matchPattern.ts';
import type { AlgorithmLists } from '../config/ResolvedHost.ts';

/** SHA-1 signatures are offered only where the config asks for them. */
const HOST_KEYS = constants.DEFAULT_SERVER_HOST_KEY.filter((name) => name !== 'ssh-rsa');

const USER_KEYS = [
  ...['ssh-ed25519', 'sk-ssh-ed25519@openssh.com', 'sk-ecdsa-sha2-nistp256@openssh.com'],
  ...['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'rsa-sha2-512', 'rsa-sha2-256'],
].flatMap((name) => [name, name.replace(/(@openssh\.com)?$/, '-cert-v01@openssh.com')]);

/** The lists for ssh2; `empty` names the keyword of which nothing is left that ssh2 knows. */
export function chooseAlgorithms(
  lists: AlgorithmLists,
  knownTypes: readonly string[],
): { readonly algorithms: Algorithms } | { readonly empty: string } {
  const { SUPPORTED_CIPHER, SUPPORTED_MAC, SUPPORTED_KEX, SUPPORTED_SERVER_HOST_KEY } = constants;
  const wanted = applyList(lists.hostKeys, HOST_KEYS, SUPPORTED_SERVER_HOST_KEY);
  const chosen = {
    cipher: applyList(lists.ciphers, constants.DEFAULT_CIPHER, SUPPORTED_CIPHER),
    hmac: applyList(lists.macs, constants.DEFAULT_MAC, SUPPORTED_MAC),
    kex: applyList(lists.kex, constants.DEFAULT_KEX, SUPPORTED_KEX),
    serverHostKey: knownTypes.length === 0 ? wanted : wanted.filter((name) => knownTypes.includes(keyTypeOf(name))),
  };
  const empty = Object.entries(chosen).find(([, names]) => names.length === 0);
  if (empty !== undefined) return { empty: KEYWORDS[empty[0] as keyof typeof chosen] };
  return { algorithms: chosen as Algorithms };
}

const KEYWORDS = { cipher: 'Ciphers', hmac: 'MACs', kex: 'KexAlgorithms', serverHostKey: 'HostKeyAlgorithms' } as const;

/** Whether a key of this type may be offered under a PubkeyAcceptedAlgorithms. */
export function acceptsUserKey(list: string | undefined, type: string): boolean {
  if (list === undefined) return true;
  const accepted = applyList(list, USER_KEYS, [...USER_KEYS, 'ssh-rsa', 'ssh-rsa-cert-v01@openssh.com', 'ssh-dss']);
  return accepted.some((name) => keyTypeOf(name) === type);
}

/** ssh_config's `a,b`, `+a,b`, `-a*`, `^a` over a default list; names that are not supported are left out. */
function applyList(list: string | undefined, standard: readonly string[], supported: readonly string[]): string[] {
  if (list === undefined) return [...standard];
  const operator = /^[-+^]/.exec(list)?.[0];
  const patterns = list.slice(operator === undefined ? 0 : 1).split(',');
  if (operator === '-') return standard.filter((name) => !matchPatterns(patterns, name));
  const named = patterns.flatMap((pattern) => supported.filter((name) => matchPatterns([pattern], name)));
  const ordered = operator === '+' ? [...standard, ...named] : operator === '^' ? [...named, ...standard] : named;
  return [...new Set(ordered)];
}

function keyTypeOf(algorithm: string): string {
  return algorithm.replace(/^rsa-sha2-(256|512)/, 'ssh-rsa');
}
