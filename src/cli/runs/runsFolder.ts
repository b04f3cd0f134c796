// Where runs are kept on this machine: outside every workspace, for this user only.
import { join, resolve } from 'node:path';
import { makePrivateFolder as makeFolder, stateFolder } from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import type { Invocation } from '../Command.ts';
import type { Terminal } from '../terminal/Terminal.ts';

/** The option that names another folder; for every command that touches runs. */
export const runsOption = { runs: { value: 'DIR', help: 'cli.option.runs' } } as const;

/** The folder that holds the runs: `--runs`, else in the state folder. */
export function runsFolder(invocation: Invocation, terminal: Terminal): string {
  const given = invocation.value('runs');
  return given === undefined ? join(stateFolder(terminal.environment), 'runs') : resolve(terminal.folder, given);
}

/** Makes `folder` where it isn't there, 0700. Throws a {@link CommandError} where it can't be written: without a journal nothing may run. */
export async function makePrivateFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(exitCodes.blocked, { code: 'cli.runs.unwritable', args: { folder, why } });
  }
}
