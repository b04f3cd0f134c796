// VS Code as it is installed on a desktop, with the extension of this checkout in a window of its own.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { hasCommand } from './hasCommand.mjs';
import { root } from './root.mjs';

/** Why plain `npm start` can't open it here; undefined where it can. */
export function whyNoDesktop() {
  const { env, platform } = process;
  // In a terminal of a remote or browser window `code` opens files there, and can't start a window.
  if (env['VSCODE_IPC_HOOK_CLI'] !== undefined) return 'this terminal belongs to a remote window';
  const hasScreen = platform === 'darwin' || platform === 'win32' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
  if (!hasScreen || env['CI'] === 'true') return 'there is no screen';
  return hasCommand(platform === 'win32' ? 'code.cmd' : 'code') ? undefined : 'code is not on the PATH';
}

/**
 * Opens a window with the extension and its starter; nothing is installed in the person's editor.
 * @returns {number} the exit code
 */
export function openDesktop() {
  // On Windows `code` is a batch file, which only a shell runs, and a shell wants quotes.
  const shell = process.platform === 'win32';
  const parts = [root, path.join(root, 'scripts/editor')]
    .map((folder) => `--extensionDevelopmentPath=${folder}`)
    .map((word) => (shell ? `"${word}"` : word));
  const { status, error } = spawnSync('code', ['--new-window', ...parts], { stdio: 'inherit', shell });
  if (error !== undefined) throw error;
  console.log(
    `Opened VS Code: the practice host comes up, and the run page opens on it. In the terminal instead: npm start -- --terminal`,
  );
  return status ?? 1;
}
