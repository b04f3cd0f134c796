// Why an agent can't be used, with the cure on this system.
import type { Message } from '../../../texts/Message.ts';
import type { TextCode } from '../../../texts/say.ts';

/** `absent`: no variable names one. `unreachable`: nobody listens there. `empty`, `locked`: it lists no keys. */
export type AgentProblem = 'absent' | 'unreachable' | 'empty' | 'locked';

const CODES: Readonly<Record<AgentProblem, Readonly<Record<'linux' | 'darwin' | 'win32', TextCode>>>> = {
  absent: { linux: 'hosts.agentAbsent', darwin: 'hosts.agentAbsentMac', win32: 'hosts.agentAbsentWindows' },
  unreachable: {
    linux: 'hosts.agentUnreachable',
    darwin: 'hosts.agentUnreachable',
    win32: 'hosts.agentUnreachableWindows',
  },
  empty: { linux: 'hosts.agentEmpty', darwin: 'hosts.agentEmptyMac', win32: 'hosts.agentEmpty' },
  locked: { linux: 'hosts.agentLocked', darwin: 'hosts.agentLocked', win32: 'hosts.agentLocked' },
};

/** The message for a problem; every other Unix is told what Linux is. */
export function agentProblem(
  problem: AgentProblem,
  platform: NodeJS.Platform,
  args: NonNullable<Message['args']>,
): Message {
  const system = platform === 'darwin' || platform === 'win32' ? platform : 'linux';
  return { code: CODES[problem][system], args };
}
