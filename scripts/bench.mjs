// What things cost on this machine: round trips over SSH, the longest frame of the page under a flood of output, the activation of the
// extension in a real VS Code. Not a test, since the machine decides how fast it is.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './lib/root.mjs';
import { SetupError, setUp } from './setup.mjs';

/** @param {readonly string[]} words */
function runs(words) {
  // What is measured in the editor is for the full tier of the tests.
  const env = { ...process.env, TEST_MATRIX: 'all' };
  return spawnSync(process.execPath, words, { cwd: root, env, stdio: 'inherit' }).status === 0;
}

/** @param {readonly string[]} words */
function measures(words) {
  return runs([path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...words]);
}

try {
  await setUp(['tests'], true);
  const { build } = await import('esbuild');
  const outfile = path.join(root, 'node_modules/.cache/bench.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['bench/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  const good = [
    runs([outfile]),
    // These two are measured by the tests that keep them within bounds.
    measures(['--project', 'real', 'test/webview/flood.real.test.ts']),
    measures(['--project', 'vscode', 'test/extension/views/views.vscode.test.ts', '-t', 'activates at once']),
  ];
  process.exitCode = good.every(Boolean) ? 0 : 1;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
