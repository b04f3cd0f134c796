// Plain `npm start` on a desktop: VS Code is opened with the extension of this checkout, and nothing is installed in it.
import { execFile } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';
import { tempFolder } from '../support/tempFolder.ts';

it('opens a window with the extension and its starter', async () => {
  const folder = await tempFolder('desktop');
  try {
    const code = join(folder.path, 'code');
    await writeFile(code, `#!/bin/sh\nprintf '%s\\n' "$@" > "${folder.path}/words"\n`);
    await chmod(code, 0o755);
    const { VSCODE_IPC_HOOK_CLI: _remote, CI: _ci, ...env } = process.env;
    const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'scripts/start.mjs')], {
      cwd: root,
      env: { ...env, DISPLAY: ':9', PATH: `${folder.path}:${env['PATH'] ?? ''}` },
    });
    expect((await readFile(join(folder.path, 'words'), 'utf8')).trim().split('\n')).toEqual([
      '--new-window',
      `--extensionDevelopmentPath=${root}`,
      `--extensionDevelopmentPath=${join(root, 'scripts/editor')}`,
    ]);
    expect(stdout).toContain('npm start -- --terminal');
  } finally {
    await folder.remove();
  }
});
