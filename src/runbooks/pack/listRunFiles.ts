// The files of a run that belong into its evidence pack, besides the journal.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Outputs and evidence, below the run's folder, with slashes, in order. Only plain files: whatever else is there is not the engine's. */
export async function listRunFiles(folder: string): Promise<readonly string[]> {
  const found = await Promise.all(['evidence', 'outputs'].map((name) => listFiles(folder, name)));
  return found.flat().toSorted();
}

async function listFiles(folder: string, below: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const found = entries.map((entry) => {
    const name = `${below}/${entry.name}`;
    if (entry.isDirectory()) return listFiles(folder, name);
    return Promise.resolve(entry.isFile() ? [name] : []);
  });
  return (await Promise.all(found)).flat();
}
