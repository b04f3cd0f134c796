// The runs that are kept in a folder, newest first.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

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
  const kept = await Promise.all(runs.map((run) => isRun(run.folder)));
  return runs.filter((_, index) => kept[index]).toSorted((a, b) => (a.id < b.id ? 1 : -1));
}

/** Whether the folder holds a run's journal. */
export function isRun(folder: string): Promise<boolean> {
  return stat(join(folder, 'journal.jsonl')).then(
    (found) => found.isFile(),
    () => false,
  );
}
