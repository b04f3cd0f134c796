// Where throwaway things may be large and must not live in memory.
import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** statfs(2)'s types of file systems that are memory. */
const memory = [0x01021994, 0x858458f6];

/** A folder for temporary files that is on a disk; the usual one where none is. */
export function folderOnDisk(): string {
  return (
    [tmpdir(), '/var/tmp'].find((folder) => isWritable(folder) && !memory.includes(statfsSync(folder).type)) ?? tmpdir()
  );
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
