// Whether a program is installed.
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/**
 * Whether `command` can be run: on the PATH or where administrators keep their tools.
 * @param {string} command
 */
export function hasCommand(command) {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(path.join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
