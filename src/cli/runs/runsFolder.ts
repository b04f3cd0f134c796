// Where runs are kept on this machine: outside every workspace, for this user only.
import { chmod, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import type { Invocation } from '../Command.ts';
import type { Terminal } from '../terminal/Terminal.ts';

/** The option that names another folder; for every command that touches runs. */
export const runsOption = { runs: { value: 'DIR', help: 'cli.option.runs' } } as const;

/** The state folder of this user: runs, approvals, accepted host keys. */
export function stateFolder({ environment }: Terminal): string {
  const named = environment['XDG_STATE_HOME'];
  if (named !== undefined && isAbsolute(named)) return join(named, 'gated-runbooks');
  const local = environment['LOCALAPPDATA'];
  if (process.platform === 'win32' && local) return join(local, 'gated-runbooks');
  return join(environment['HOME'] ?? homedir(), '.local', 'state', 'gated-runbooks');
}

/** The folder that holds the runs: `--runs`, else in the state folder. */
export function runsFolder(invocation: Invocation, terminal: Terminal): string {
  const given = invocation.value('runs');
  return given === undefined ? join(stateFolder(terminal), 'runs') : resolve(terminal.folder, given);
}

/** Makes `folder` where it isn't there, 0700. Throws a {@link CommandError} where it can't be written: without a journal nothing may run. */
export async function makePrivateFolder(folder: string): Promise<void> {
  try {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) await chmod(folder, 0o700);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(exitCodes.blocked, { code: 'cli.runs.unwritable', args: { folder, why } });
  }
}
