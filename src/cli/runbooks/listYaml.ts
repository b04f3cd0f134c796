// Finds YAML files below a folder.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const deepest = 8;
const ending = /\.ya?ml$/;

/** Paths of the YAML files in `folder` and below, in order; none where it isn't there. Hidden folders and node_modules are passed over. */
export async function listYaml(folder: string, depth = 0): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  });
  const found: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isDirectory() && depth < deepest) found.push(...(await listYaml(path, depth + 1)));
    else if (entry.isFile() && ending.test(entry.name)) found.push(path);
  }
  return found;
}
