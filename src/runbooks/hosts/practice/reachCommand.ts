// How a person gets onto the practice host with their own ssh.
import type { PracticeHost } from './Practice.ts';

/** An `ssh` command line for a POSIX shell; what should run on the host may follow it. It reads no configuration of the person. */
export function reachCommand(practice: PracticeHost): string {
  const options = [
    'IdentityFile=none',
    'PreferredAuthentications=publickey',
    `UserKnownHostsFile=${ssh(practice.knownHosts)}`,
    'GlobalKnownHostsFile=none',
    'StrictHostKeyChecking=yes',
  ];
  const words = ['ssh', '-F', 'none', '-p', String(practice.port), ...options.flatMap((option) => ['-o', option])];
  return [
    `SSH_AUTH_SOCK=${quote(practice.agentSocket)}`,
    ...words.map(quote),
    `${practice.user}@${practice.hostname}`,
  ].join(' ');
}

function quote(text: string): string {
  return /^[\w./:=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A path as ssh_config takes it: in quotes only where it needs them. */
function ssh(path: string): string {
  const escaped = path.replaceAll('%', '%%');
  return /\s/.test(escaped) ? `"${escaped}"` : escaped;
}
