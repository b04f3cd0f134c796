// Bundles the engine, the command, the extension, its page and the practice host's guest into dist/.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { fingerprint } from './lib/fingerprint.mjs';
import { root } from './lib/root.mjs';

const guestFolder = 'src/runbooks/hosts/practice/guest';
const pageConfig = 'webview/vite.config.ts';
const inputs = ['src', 'webview', 'package.json', 'package-lock.json', 'scripts/build.mjs'];

/**
 * Builds into `folder`: runbooks/index.cjs, cli/runbook.cjs, extension/, webview/ and guest/. Rejects when the sources don't bundle.
 * @param {string} folder
 */
export async function build(folder) {
  const { build: bundle } = await import('esbuild');
  await bundle({
    absWorkingDir: root,
    entryPoints: {
      'runbooks/index': 'src/runbooks/index.ts',
      'cli/runbook': 'src/cli/main.ts',
      'extension/extension': 'src/extension/activate.ts',
      // The extension loads these when they are first needed.
      'extension/engine': 'src/runbooks/index.ts',
      'extension/pageHost': 'src/extension/panel/createPageHost.ts',
    },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    minifySyntax: true,
    legalComments: 'linked',
    logLevel: 'warning',
    // ssh2 asks for the other two in a try: it runs without.
    external: ['vscode', 'cpu-features', '*.node'],
    // A CommonJS bundle has no import.meta; what looks for files beside itself gets the bundle's own place.
    define: { 'import.meta.url': 'bundleUrl' },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
  });
  chmodSync(path.join(folder, 'cli/runbook.cjs'), 0o755);
  if (existsSync(path.join(root, guestFolder))) {
    cpSync(path.join(root, guestFolder), path.join(folder, 'guest'), { recursive: true });
  }
  buildPage(path.join(folder, 'webview'));
}

/**
 * Builds the run page with vite. Throws when it doesn't bundle.
 * @param {string} folder
 */
function buildPage(folder) {
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const words = [vite, 'build', '-c', pageConfig, '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'];
  const { status, error } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw error ?? new Error('The run page does not bundle.');
}

/**
 * Builds dist/ unless it already is of these sources; a build that fails leaves the old one in place.
 * @returns {Promise<boolean>} whether it built
 */
export async function buildWhenChanged() {
  const dist = path.join(root, 'dist');
  const wanted = fingerprint(inputs);
  const stamp = path.join(dist, '.sources');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
  const fresh = path.join(root, 'node_modules/.cache', `dist-${String(process.pid)}`);
  try {
    await build(fresh);
    writeFileSync(path.join(fresh, '.sources'), wanted);
    rmSync(dist, { recursive: true, force: true });
    renameSync(fresh, dist);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return true;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const built = await buildWhenChanged();
  console.log(built ? 'Built dist/.' : 'dist/ is up to date.');
}
