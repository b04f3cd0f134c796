// Breaks runs on purpose, as often as asked: npm run chaos -- --faults N --seed S. Not a test, but for the sample of it in `npm test`.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './lib/root.mjs';
import { SetupError, setUp } from './setup.mjs';

try {
  await setUp(['tests']);
  const { build } = await import('esbuild');
  const outfile = path.join(root, 'node_modules/.cache/chaos.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['test/chaos/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    // It bundles the client that it kills, from its sources.
    define: { 'import.meta.dirname': JSON.stringify(path.join(root, 'test/chaos')) },
    logLevel: 'warning',
  });
  const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
