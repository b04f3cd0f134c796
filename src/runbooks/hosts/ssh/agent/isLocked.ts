// A locked agent and an empty one both list no keys. This tells them apart without changing anything in the agent.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { AgentMessage } from './AgentMessage.ts';
import { askAgent } from './askAgent.ts';
import type { AskOptions } from './askAgent.ts';
import { wireString } from './wireString.ts';

/**
 * Asks an agent to bind our connection to a session that we make up (the extension session-bind@openssh.com, which
 * lives only as long as the connection). An unlocked agent of OpenSSH 8.9 or later agrees; a locked one fails everything.
 * True also for agents that don't know the extension and fail it the same way: "locked, or empty".
 */
export async function isLocked(path: string, options: AskOptions): Promise<boolean> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const session = randomBytes(32);
  const hostKey = Buffer.concat([wireString('ssh-ed25519'), wireString(Buffer.from(x, 'base64url'))]);
  const signature = Buffer.concat([wireString('ssh-ed25519'), wireString(sign(null, session, privateKey))]);
  const answer = await askAgent(
    path,
    Buffer.concat([
      Buffer.of(AgentMessage.extension),
      ...['session-bind@openssh.com', hostKey, session, signature].map(wireString),
      Buffer.of(0), // not forwarded
    ]),
    options,
  );
  return answer[0] === AgentMessage.failure;
}
