// A run's journal as its host keeps it, or a sentence that says why it can't be used.
import { JournalError, readHostJournal, type Host, type KeptJournal } from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';

/** Throws a {@link CommandError} where it is broken or of another kind. */
export function hostJournal(host: Host, kept: KeptJournal): ReturnType<typeof readHostJournal> {
  return readHostJournal(host, kept).catch((error: unknown) => {
    throw error instanceof JournalError ? new CommandError(exitCodes.blocked, error.said) : error;
  });
}
