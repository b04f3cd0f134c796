// Shows the whole thing: sets up, then recovers the practice host's daemon and writes a report.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './lib/root.mjs';
import { SetupError, setUp } from './setup.mjs';

const report = path.join(root, 'dist/recovery.html');
const words = [
  ['run', 'mcsmanager/recover-daemon'],
  ['--on', 'node=practice'],
  ['--input', 'settle=5s'],
  ['--confirm', 'restart=practice'],
  ['--report', report],
  ...process.argv.slice(2).map((word) => [word]),
].flat();

/**
 * Runs the built command. Ctrl-C goes to it directly, so this process only waits.
 * @returns {Promise<number>} its exit code
 */
function runbook() {
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

try {
  await setUp([]);
  const shown = words.map((word) => (/^[\w./=:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`));
  console.log(`$ runbook ${shown.join(' ')}\n`);
  process.exitCode = await runbook();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
