// A small extension of the checkout's own as a .vsix: the starter's, the tests'.
import { execFile } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from './root.mjs';

/**
 * Packages `folder` as it is, with the checkout's licence. From a copy: vsce looks upwards for what it takes along.
 * @param {string} folder
 * @param {string} file the .vsix
 */
export async function packageFolder(folder, file) {
  const copy = mkdtempSync(path.join(tmpdir(), 'gated-runbooks-package-'));
  try {
    cpSync(folder, copy, { recursive: true });
    copyFileSync(path.join(root, 'LICENSE'), path.join(copy, 'LICENSE'));
    const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
    const words = [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--out', file];
    await promisify(execFile)(process.execPath, words, { cwd: copy });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
