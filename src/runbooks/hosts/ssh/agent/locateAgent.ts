// Where the person's agent is.
import type { Message } from '../../../texts/Message.ts';
import type { Machine } from '../Machine.ts';
import { agentProblem } from './agentProblem.ts';

const WINDOWS_PIPE = '\\\\.\\pipe\\openssh-ssh-agent';

/**
 * The socket or pipe for a value of IdentityAgent (already expanded; undefined where the config has none):
 * `none`, `SSH_AUTH_SOCK`, `$NAME`, or a path.
 */
export function locateAgent(
  setting: string | undefined,
  machine: Machine,
): { readonly path: string } | { readonly problem: Message } {
  if (setting === 'none') return { problem: { code: 'hosts.agentNone' } };
  const named = setting === undefined || setting === 'SSH_AUTH_SOCK' ? 'SSH_AUTH_SOCK' : /^\$(\w+)$/.exec(setting)?.[1];
  if (named === undefined && setting !== undefined) return { path: setting };
  const path = machine.env[named ?? 'SSH_AUTH_SOCK'];
  if (path !== undefined && path !== '') return { path };
  if (setting === undefined && machine.platform === 'win32') return { path: WINDOWS_PIPE };
  return { problem: agentProblem('absent', machine.platform, { variable: named ?? 'SSH_AUTH_SOCK' }) };
}
