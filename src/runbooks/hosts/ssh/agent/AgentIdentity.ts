// A key that an agent holds, or a certificate for one.
import type { PublicKey } from './PublicKey.ts';

export interface AgentIdentity {
  /** What is offered to the server. */
  readonly key: PublicKey;
  /** Names the key to the agent. It differs from `key.blob` where the certificate comes from a file. */
  readonly signer: Buffer;
  /** The agent's comment, often a file's path or an address. */
  readonly comment: string;
}
