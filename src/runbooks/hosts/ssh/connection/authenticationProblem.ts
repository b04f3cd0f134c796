// Why a login failed, told from what the agent did and what the server said last.
import type { Message } from '../../../texts/Message.ts';
import { AgentError } from '../agent/AgentError.ts';
import type { OfferingAgent } from '../agent/OfferingAgent.ts';
import { ConnectProblem } from './ConnectProblem.ts';

/** A key that the agent would not sign with weighs more than the server's final no. */
export function authenticationProblem(
  why: string,
  agent: OfferingAgent,
  message: (code: Message['code'], args?: Message['args']) => Message,
): ConnectProblem {
  const keys = agent.offered.map(({ comment, key }) => `${comment} (${key.type}, ${key.fingerprint})`).join('; ');
  const failed = agent.failures.at(-1);
  if (failed !== undefined) {
    const silent = failed.error instanceof AgentError && failed.error.kind === 'silent';
    const key = `${failed.identity.comment} (${failed.identity.key.fingerprint})`;
    return new ConnectProblem(message(silent ? 'hosts.agentSilent' : 'hosts.agentDeclined', { key }), true);
  }
  if (/too many authentication failures/i.test(why))
    return new ConnectProblem(message('hosts.tooManyFailures', { keys }), true);
  if (why === ALL_FAILED) return new ConnectProblem(message('hosts.keysRefused', { keys }), true);
  if (why.includes('Bad packet length')) return new ConnectProblem(message('hosts.badPacket'), true);
  return new ConnectProblem(message('hosts.loginHungUp', { reason: why }), false);
}

/** How ssh2 says that the server took none of the keys. */
const ALL_FAILED = 'All configured authentication methods failed';
