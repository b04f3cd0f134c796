// Decides on a host's key, with what is known, what was accepted ahead, and what the caller pinned.
import type { PublicKey } from '../agent/PublicKey.ts';
import { readPublicKeyLine } from '../agent/readPublicKeyLine.ts';
import type { ResolvedHost } from '../config/ResolvedHost.ts';
import { acceptHostKey } from '../knownHosts/acceptHostKey.ts';
import { judgeHostKey, knownKeyTypes } from '../knownHosts/judgeHostKey.ts';
import { readKnownHosts } from '../knownHosts/readKnownHosts.ts';
import { ConnectProblem } from './ConnectProblem.ts';
import type { SshContext } from './SshContext.ts';

/** An unknown key is a problem that a person can solve: this one. */
export class UnknownHostKey extends ConnectProblem {
  readonly key: PublicKey;
  readonly host: ResolvedHost;

  constructor(key: PublicKey, host: ResolvedHost, failure: ConnectProblem['failure']) {
    super(failure, true);
    this.name = 'UnknownHostKey';
    this.key = key;
    this.host = host;
  }
}

export interface Trust {
  /** Types of the keys that are known for the host. */
  readonly types: readonly string[];
  /** Undefined: the key is the host's. */
  judge(key: PublicKey): ConnectProblem | undefined;
}

/** Trust in the one key of a fixed target. */
export function trustPinned(label: string, address: string, line: string): Trust {
  const pinned = readPublicKeyLine(line);
  return {
    types: pinned === undefined ? [] : [pinned.type],
    judge: (key) => {
      if (pinned?.blob.equals(key.blob) === true) return undefined;
      const args = { host: label, address, type: key.type, fingerprint: key.fingerprint };
      return new ConnectProblem({ code: 'hosts.keyNotPinned', args }, true);
    },
  };
}

/** Trust by known_hosts files, the person's and ours, read now. */
export async function trustKnown(host: ResolvedHost, label: string, context: SshContext): Promise<Trust> {
  const ours = context.options.acceptedHostKeys;
  const lines = await readKnownHosts([ours, ...host.knownHostsFiles], context.files);
  const address = `${host.hostName}:${host.port}`;
  return {
    types: knownKeyTypes(lines, host),
    judge: (key) => {
      if ((key.rsaBits ?? Infinity) < host.rsaBits) {
        const args = { host: label, address, bits: key.rsaBits ?? 0, least: host.rsaBits };
        return new ConnectProblem({ code: 'hosts.keyTooShort', args }, true);
      }
      const verdict = judgeHostKey(lines, host, key);
      const args = { host: label, address, type: key.type, fingerprint: key.fingerprint };
      if (verdict.verdict === 'known') return undefined;
      if (verdict.verdict === 'unknown') {
        const { authority } = verdict;
        if (authority !== undefined)
          context.note({
            code: 'hosts.certAuthority',
            args: { host: label, file: authority.file, line: authority.line },
          });
        const code = host.unknownHostKey === 'refuse' ? 'hosts.unknownKeyRefused' : 'hosts.unknownKey';
        return new UnknownHostKey(key, host, { code, args });
      }
      const places = verdict.places.map(({ file, line }) => `${file}:${line}`).join(', ');
      const code = verdict.verdict === 'changed' ? 'hosts.keyChanged' : 'hosts.keyRevoked';
      return new ConnectProblem({ code, args: { ...args, places } }, true);
    },
  };
}

/**
 * Whether an unknown key may be accepted: by its fingerprint given ahead, or by a person. An accepted one is written down.
 * Rejects with the problem itself where nobody accepts it.
 */
export async function settleUnknownKey(
  problem: UnknownHostKey,
  label: string,
  jumps: readonly string[],
  context: SshContext,
  signal: AbortSignal,
): Promise<void> {
  const { key, host } = problem;
  const { acceptHostKeys = [], decideHostKey, acceptedHostKeys } = context.options;
  const ahead = acceptHostKeys.includes(key.fingerprint);
  const address = `${host.user}@${host.hostName}:${host.port}`;
  const question = { host: label, address, jumps, type: key.type, fingerprint: key.fingerprint };
  const mayAsk = decideHostKey !== undefined && host.unknownHostKey === 'ask';
  if (!ahead && !(mayAsk && (await decideHostKey(question, signal)))) throw problem;
  try {
    await acceptHostKey(acceptedHostKeys, host, key);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConnectProblem({ code: 'hosts.cannotKeepKey', args: { file: acceptedHostKeys, reason } }, true);
  }
}
