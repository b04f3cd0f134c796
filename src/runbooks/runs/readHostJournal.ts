// A run's journal as its host keeps it.
import type { Host } from '../hosts/Host.ts';
import type { KeptJournal } from '../hosts/HostJournals.ts';
import { JournalError } from '../journal/JournalError.ts';
import { parseJournal, type ParsedJournal } from '../journal/parseJournal.ts';
import { readCopy } from '../journal/readCopy.ts';

/** What is sound of it, with its text. Throws a {@link JournalError} where it is broken, or that of another run. */
export async function readHostJournal(
  host: Host,
  kept: KeptJournal,
): Promise<ParsedJournal & { readonly text: string }> {
  const bytes = await readCopy(host, kept);
  const parsed = parseJournal(bytes.toString('utf8'));
  const where = `${host.identity.name}: ${kept.run}`;
  if (parsed.problem !== undefined) {
    throw new JournalError(parsed.problem.code, where, undefined, parsed.problem.args);
  }
  const first = parsed.recorded[0]?.event;
  if (first?.type !== 'runStarted' || first.runId !== kept.run) {
    throw new JournalError('run.journal.notIts', where, undefined);
  }
  return { ...parsed, text: bytes.toString('utf8', 0, parsed.soundBytes) };
}
