// A signature by an agent's key.
import { AgentError } from './AgentError.ts';
import type { AgentIdentity } from './AgentIdentity.ts';
import { AgentMessage } from './AgentMessage.ts';
import { askAgent } from './askAgent.ts';
import type { AskOptions } from './askAgent.ts';
import { WireReader } from './WireReader.ts';
import { wireString } from './wireString.ts';

/** The digests an RSA key may sign with; SHA-1 only where the server knows nothing better. */
export type RsaHash = 'sha1' | 'sha256' | 'sha512';

const FLAGS: Readonly<Record<RsaHash, number>> = { sha1: 0, sha256: 2, sha512: 4 };

/**
 * The whole signature blob as the server wants it: algorithm, signature, and for security keys flags and counter.
 * `hash` is for RSA keys only. Rejects with an AgentError.
 */
export async function signWithAgent(
  path: string,
  identity: AgentIdentity,
  data: Buffer,
  hash: RsaHash | undefined,
  options: AskOptions,
): Promise<Buffer> {
  const flags = Buffer.alloc(4);
  flags.writeUInt32BE(hash === undefined ? 0 : FLAGS[hash]);
  const request = [Buffer.of(AgentMessage.signRequest), wireString(identity.signer), wireString(data), flags];
  const answer = new WireReader(await askAgent(path, Buffer.concat(request), options));
  const type = answer.byte();
  if (type === AgentMessage.failure) throw new AgentError('refused', 'it did not sign');
  if (type !== AgentMessage.signResponse) throw new AgentError('malformed', `answer of type ${type}`);
  try {
    return answer.string();
  } catch (error) {
    if (error instanceof RangeError) throw new AgentError('malformed', error.message);
    throw error;
  }
}
