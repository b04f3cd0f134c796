// Shows the whole thing. In VS Code where there is one, in the terminal elsewhere, in a browser for --editor: the practice host with a
// daemon that ran out of memory, the runbook that recovers it, a report.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { openDesktop, whyNoDesktop } from './lib/desktopEditor.mjs';
import { root } from './lib/root.mjs';
import { SetupError, setUp } from './setup.mjs';

const given = process.argv.slice(2);
const ours = ['--editor', '--terminal', '--yes'];
const wanted = (/** @type {string} */ word) => given.includes(word);
const report = path.join(root, 'dist/recovery.html');
const words = [
  ['run', 'mcsmanager/recover-daemon'],
  ['--on', 'node=practice'],
  ['--input', 'settle=5s'],
  ['--confirm', 'restart=practice'],
  ['--report', report],
  ...given.filter((word) => !ours.includes(word)).map((word) => [word]),
].flat();

/**
 * Runs the built command. Ctrl-C goes to it directly, so this process only waits.
 * @returns {Promise<number>} its exit code
 */
function runbook() {
  const shown = words.map((word) => (/^[\w./=:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`));
  console.log(`$ runbook ${shown.join(' ')}\n`);
  const child = spawn(process.execPath, [path.join(root, 'dist/cli/runbook.cjs'), ...words], { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGHUP'])) process.on(signal, () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** @returns {Promise<number>} the exit code */
async function show() {
  if (wanted('--editor')) {
    // It needs packages, so it can be loaded only now that they are installed.
    const { showInBrowser } = await import('./editor.mjs');
    return showInBrowser(wanted('--yes'));
  }
  // Words for the command mean the command.
  const terminal = wanted('--terminal') || given.length > 0 || whyNoDesktop() !== undefined;
  if (!terminal) return openDesktop();
  const code = await runbook();
  console.log('\nThe same in an editor: npm start -- --editor');
  return code;
}

try {
  await setUp([]);
  process.exitCode = await show();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
