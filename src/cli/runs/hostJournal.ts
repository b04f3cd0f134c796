// A run's journal as its host keeps it.
import { parseJournal, readCopy, type Host, type KeptJournal, type ParsedJournal } from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';

/** Reads it whole and checks it. Throws a {@link CommandError} where it is broken or of another kind. */
export async function hostJournal(host: Host, kept: KeptJournal): Promise<ParsedJournal & { readonly text: string }> {
  const bytes = await readCopy(host, kept);
  const text = bytes.toString('utf8');
  const parsed = parseJournal(text);
  const where = `${host.identity.name}: ${kept.run}`;
  if (parsed.problem !== undefined) {
    const { code, args } = parsed.problem;
    throw new CommandError(exitCodes.blocked, { code, args: { ...args, where } });
  }
  const first = parsed.recorded[0]?.event;
  if (first?.type !== 'runStarted' || first.runId !== kept.run) {
    throw new CommandError(exitCodes.blocked, { code: 'cli.hostRun.notIts', args: { where } });
  }
  return { ...parsed, text: bytes.toString('utf8', 0, parsed.soundBytes) };
}
