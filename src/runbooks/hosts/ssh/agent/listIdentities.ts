// The keys that an agent holds.
import { AgentError } from './AgentError.ts';
import type { AgentIdentity } from './AgentIdentity.ts';
import { AgentMessage } from './AgentMessage.ts';
import { askAgent } from './askAgent.ts';
import type { AskOptions } from './askAgent.ts';
import { readPublicKey } from './readPublicKey.ts';
import { WireReader } from './WireReader.ts';

/** All keys and certificates of a known type, in the agent's order. Rejects with an AgentError. */
export async function listIdentities(path: string, options: AskOptions): Promise<readonly AgentIdentity[]> {
  const answer = new WireReader(await askAgent(path, Buffer.of(AgentMessage.requestIdentities), options));
  const type = answer.byte();
  if (type === AgentMessage.failure) throw new AgentError('refused', 'it does not list its keys');
  if (type !== AgentMessage.identitiesAnswer) throw new AgentError('malformed', `answer of type ${type}`);
  try {
    const identities: AgentIdentity[] = [];
    for (let left = answer.uint32(); left > 0; left--) {
      const blob = answer.string();
      const comment = answer.text();
      const key = readPublicKey(blob);
      if (key !== undefined) identities.push({ key, signer: blob, comment });
    }
    return identities;
  } catch (error) {
    if (error instanceof RangeError) throw new AgentError('malformed', error.message);
    throw error;
  }
}
