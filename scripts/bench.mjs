// Bundles the benchmark and runs it; not a test, since the machine decides how fast it is.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './lib/root.mjs';
import { SetupError, setUp } from './setup.mjs';

try {
  await setUp(['tests']);
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
  process.exitCode = spawnSync(process.execPath, [outfile], { stdio: 'inherit' }).status ?? 1;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
