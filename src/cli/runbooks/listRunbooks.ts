// Finds runbook files below a folder.
import { basename } from 'node:path';
import { inventoryFile } from './inventoryFile.ts';
import { listYaml } from './listYaml.ts';

/** Paths of the runbooks in `folder` and below, in order; none where it isn't there. */
export async function listRunbooks(folder: string): Promise<readonly string[]> {
  return (await listYaml(folder)).filter((path) => basename(path) !== inventoryFile);
}

/** The shipped name of a path below `folder`: `mcsmanager/recover-daemon`. */
export function shippedName(folder: string, path: string): string {
  return path
    .slice(folder.length + 1)
    .replaceAll('\\', '/')
    .replace(/\.ya?ml$/, '');
}
