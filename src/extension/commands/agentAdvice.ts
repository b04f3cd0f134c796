// What else may be the matter when the agent gives no keys: agents that have a socket of their own, and an editor that can't see it.
import type { AgentKeys, Machine } from '../../runbooks/index.ts';
import type { Texts } from '../texts/Texts.ts';

type Problem = Extract<AgentKeys, { problem: unknown }>['problem'];

/** Sentences to follow the engine's own, the likeliest first. */
export function agentAdvice(
  problem: Problem,
  { platform, home }: Machine,
  inBrowser: boolean,
  texts: Texts,
): readonly string[] {
  const absent = problem.code.startsWith('hosts.agentAbsent');
  if (absent && inBrowser) return [texts.say('views.noAgentInBrowser')];
  if (platform === 'win32') return [texts.say('commands.keys.othersWindows')];
  const mac = platform === 'darwin';
  const onePassword = mac
    ? `${home}/Library/Group Containers/2BUA8C4S2C.com.1password/t/agent.sock`
    : `${home}/.1password/agent.sock`;
  const secretive = mac ? `${home}/Library/Containers/com.maxgoedjen.Secretive.SecretAgent/Data/socket.ssh` : '(macOS)';
  return [
    ...(absent ? [texts.say('commands.keys.invisible')] : []),
    texts.say('commands.keys.others', { onePassword, secretive }),
  ];
}
