// An earlier run's journal, or a sentence that says why it can't be read.
import { JournalError, readJournal, type ParsedJournal, type StoredRun } from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';

/** Reads it without touching it. Throws a {@link CommandError} where there is nothing to read. */
export async function readRun({ folder }: StoredRun): Promise<ParsedJournal> {
  return readJournal(folder).catch((error: unknown) => {
    throw error instanceof JournalError ? new CommandError(exitCodes.failed, error.said) : error;
  });
}
