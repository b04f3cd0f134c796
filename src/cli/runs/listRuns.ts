// The runs of this machine, newest first, and the one that a person means.
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import { nearest } from '../../runbooks/index.ts';

export interface StoredRun {
  readonly id: string;
  readonly folder: string;
}

/** Every run in `folder`, newest first; none where the folder isn't there. */
export async function listRuns(folder: string): Promise<readonly StoredRun[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const runs = names.map((id) => ({ id, folder: join(folder, id) }));
  const kept = await Promise.all(runs.map((run) => hasJournal(run.folder)));
  return runs.filter((_, index) => kept[index]).toSorted((a, b) => (a.id < b.id ? 1 : -1));
}

/** The run that `given` names: its id or the beginning of it, `last`, or its folder. Throws a {@link CommandError} where none or several fit. */
export async function findRun(given: string, folder: string, from: string): Promise<StoredRun> {
  const path = resolve(from, given);
  if (/[/\\]/.test(given) && (await hasJournal(path))) return { id: basename(path), folder: path };
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

function hasJournal(folder: string): Promise<boolean> {
  return stat(join(folder, 'journal.jsonl')).then(
    (found) => found.isFile(),
    () => false,
  );
}

function notOne(
  code: 'cli.run.several' | 'cli.run.none' | 'cli.run.noneNear',
  args: Record<string, string | number>,
): CommandError {
  return new CommandError(exitCodes.invalid, { code, args });
}
