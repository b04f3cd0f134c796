// The agent's key that a person wants to sign with.
import type { AgentIdentity } from '../../hosts/ssh/agent/AgentIdentity.ts';
import { openAgent } from '../../hosts/ssh/agent/openAgent.ts';
import type { PublicKey } from '../../hosts/ssh/agent/PublicKey.ts';
import { signWithAgent } from '../../hosts/ssh/agent/signWithAgent.ts';
import { thisMachine, type Machine } from '../../hosts/ssh/Machine.ts';
import type { Message } from '../../texts/Message.ts';

/** A person may have to touch something. */
const patience = 120_000;
/** ssh-keygen takes no signature of a DSA key, and we none of a short RSA key. */
const leastRsaBits = 2048;

export interface Signer {
  readonly key: PublicKey;
  readonly comment: string;
  /** Algorithm and signature, as SSH sends them. Rejects with an AgentError. */
  sign(data: Buffer): Promise<Buffer>;
}

/**
 * The one key whose fingerprint or comment `given` is, or begins or ends with it. A certificate signs nothing by itself, so only plain
 * keys are looked at. The problem says what the agent has.
 */
export async function chooseSigner(
  given: string,
  machine: Machine = thisMachine(),
  signal?: AbortSignal,
): Promise<{ readonly signer: Signer } | { readonly problem: Message }> {
  const opened = await openAgent(undefined, machine, signal);
  if ('problem' in opened) return opened;
  const able = opened.identities.filter(({ key }) => canSign(key));
  const exact = able.filter(({ key, comment }) => key.fingerprint === given || comment === given);
  const near = able.filter(({ key, comment }) =>
    [key.fingerprint, key.fingerprint.slice('SHA256:'.length), comment].some(
      (name) => given !== '' && (name.startsWith(given) || name.endsWith(given)),
    ),
  );
  const [only, ...others] = exact.length > 0 ? exact : near;
  if (only === undefined || others.length > 0) {
    const known = able.map(({ key, comment }) => `${key.fingerprint} ${comment}`).join(', ') || '–';
    return { problem: { code: only === undefined ? 'pack.noKey' : 'pack.severalKeys', args: { given, known } } };
  }
  return { signer: signerOf(opened.path, only, signal) };
}

function canSign({ type, certificate, rsaBits }: PublicKey): boolean {
  return !certificate && type !== 'ssh-dss' && (rsaBits === undefined || rsaBits >= leastRsaBits);
}

function signerOf(path: string, identity: AgentIdentity, signal: AbortSignal | undefined): Signer {
  const { key, comment } = identity;
  const hash = key.type === 'ssh-rsa' ? 'sha512' : undefined;
  return { key, comment, sign: (data) => signWithAgent(path, identity, data, hash, { timeout: patience, signal }) };
}
