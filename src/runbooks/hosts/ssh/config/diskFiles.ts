// Configuration files on this machine's disk.
import { readdir, readFile } from 'node:fs/promises';
import type { ConfigFiles } from './ConfigFiles.ts';

/** What can't be read counts as absent, as it does for ssh. */
export const diskFiles: ConfigFiles = {
  read: (path) => readFile(path, 'utf8').catch(() => undefined),
  list: (folder) => readdir(folder).catch(() => []),
};
