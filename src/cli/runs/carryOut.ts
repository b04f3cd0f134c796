// Carries out a run that is kept: owns its folder and journal, conducts it, then reports and says goodbye.
import {
  fileOutputs,
  JournalError,
  practiceNames,
  replay,
  undoOf,
  type Journal,
  type StoredRun,
} from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import { conductRun, type ConductOptions } from './conductRun.ts';
import type { Leaving } from './leaveAtOnce.ts';
import { ownRun } from './ownRun.ts';
import { makePrivateFolder } from './runsFolder.ts';
import { writeReports } from './writeReports.ts';

export interface CarryOutOptions extends Omit<ConductOptions, 'journal' | 'outputs'> {
  readonly stored: StoredRun;
  /** Makes or opens the journal in the run's folder. */
  readonly open: (folder: string) => Promise<Journal>;
  readonly leaving: Leaving;
  /** Files of `--report`. */
  readonly reports: readonly string[];
}

/** The run's exit code. Throws a {@link CommandError} where the folder or the journal can't be had; nothing was done then. */
export async function carryOut(options: CarryOutOptions): Promise<number> {
  const { stored, terminal } = options;
  await makePrivateFolder(stored.folder);
  const release = await ownRun(stored);
  try {
    const journal = await options.open(stored.folder).catch((error: unknown) => {
      throw error instanceof JournalError ? new CommandError(exitCodes.blocked, error.said) : error;
    });
    options.leaving.keeps({ id: stored.id, journal });
    let code: number;
    try {
      code = await conductRun({ ...options, journal, outputs: fileOutputs(stored.folder) });
    } finally {
      await journal.close();
    }
    await writeReports(options.reports, journal.recorded, stored.id, terminal);
    terminal.print(terminal.say('cli.run.kept', { id: stored.id, folder: stored.folder }));
    if (canBeUndone(journal)) terminal.print(terminal.say('cli.undo.hint', { id: stored.id }));
    return code;
  } finally {
    await release();
  }
}

/** A practice host is gone by now, and its changes with it. */
function canBeUndone({ recorded }: Journal): boolean {
  if (recorded.length === 0) return false;
  const state = replay(recorded);
  return undoOf(state).refused === undefined && !Object.keys(state.hosts).some((host) => practiceNames.includes(host));
}
