// The kept run that a person means.
import { basename, resolve } from 'node:path';
import { isRun, listRuns, nearest, type StoredRun } from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';

/** The run that `given` names: its id or the beginning of it, `last`, or its folder. Throws a {@link CommandError} where none or several fit. */
export async function findRun(given: string, folder: string, from: string): Promise<StoredRun> {
  const path = resolve(from, given);
  if (/[/\\]/.test(given) && (await isRun(path))) return { id: basename(path), folder: path };
  const runs = await listRuns(folder);
  const exact = given === 'last' ? runs[0] : runs.find(({ id }) => id === given);
  if (exact !== undefined) return exact;
  const fitting = runs.filter(({ id }) => id.startsWith(given));
  const [only, another] = fitting;
  if (only !== undefined && another === undefined) return only;
  if (only !== undefined) throw notOne('cli.run.several', { given, count: fitting.length });
  const meant = nearest(
    given,
    runs.map(({ id }) => id),
  );
  throw meant === undefined ? notOne('cli.run.none', { given, folder }) : notOne('cli.run.noneNear', { given, meant });
}

function notOne(
  code: 'cli.run.several' | 'cli.run.none' | 'cli.run.noneNear',
  args: Record<string, string | number>,
): CommandError {
  return new CommandError(exitCodes.invalid, { code, args });
}
