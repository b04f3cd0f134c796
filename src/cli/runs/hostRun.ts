// The run that a person means, of those that a host knows.
import { nearest, type HostRuns, type KeptJournal } from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';

/** The run that `given` names: its id or the beginning of it; without, the one that holds the lease, else the newest. */
export function hostRun({ holder, kept }: HostRuns, given: string | undefined, host: string): KeptJournal {
  const fitting = given === undefined ? kept : kept.filter(({ run }) => run.startsWith(given));
  const exact = kept.find(({ run }) => run === (given ?? holder?.run));
  const found = exact ?? (given === undefined || fitting.length === 1 ? fitting[0] : undefined);
  if (found !== undefined) return found;
  if (given === undefined) throw new CommandError(exitCodes.invalid, { code: 'cli.hostRun.none', args: { host } });
  const known = kept.map(({ run }) => run);
  const meant = nearest(given, known) ?? known[0] ?? '–';
  throw new CommandError(exitCodes.invalid, { code: 'cli.hostRun.noneNear', args: { host, given, meant } });
}
