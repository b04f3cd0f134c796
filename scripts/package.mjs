// Makes the extension's .vsix: what .vscodeignore allows, bundles without their white space, and a README whose pictures are in it.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWhenChanged } from './build.mjs';
import { root } from './lib/root.mjs';

/** The largest that people should have to download: 1.2 MB. */
export const mostBytes = 1_200_000;
const galleryReadme = 'docs/editor.md';

/**
 * Packages dist/ as it is into `file`. Rejects when something is missing or it has become too large.
 * @param {string} file
 * @returns {Promise<number>} its size in bytes
 */
export async function packageExtension(file) {
  const { createVSIX, listFiles, PackageManager } = await import('@vscode/vsce');
  const { transform } = await import('esbuild');
  const stage = mkdtempSync(path.join(tmpdir(), 'package-'));
  try {
    for (const name of await listFiles({ cwd: root, packageManager: PackageManager.None })) {
      const from = path.join(root, name);
      const to = path.join(stage, name);
      mkdirSync(path.dirname(to), { recursive: true });
      cpSync(from, to);
      // Names stay, so that the stack of a fault that a person reports can be read.
      if (!name.endsWith('.cjs')) continue;
      const { code } = await transform(readFileSync(from, 'utf8'), {
        platform: 'node',
        target: 'node20.19',
        minify: true,
        keepNames: true,
      });
      writeFileSync(to, code);
    }
    writeFileSync(path.join(stage, 'README.md'), readmeWithPictures());
    // What is here was chosen already.
    writeFileSync(path.join(stage, '.vscodeignore'), '');
    mkdirSync(path.dirname(file), { recursive: true });
    await createVSIX({
      cwd: stage,
      packagePath: file,
      dependencies: false,
      allowMissingRepository: true,
      // There is no address to point relative links to, and the pictures are in the text.
      rewriteRelativeLinks: false,
    });
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
  const { size } = statSync(file);
  if (size > mostBytes) throw new Error(`${file} has ${String(size)} bytes; at most ${String(mostBytes)} are allowed.`);
  return size;
}

/** The page about the editor, its pictures as data: the editor shows no files of an extension in its README. */
function readmeWithPictures() {
  const folder = path.join(root, path.dirname(galleryReadme));
  return readFileSync(path.join(root, galleryReadme), 'utf8').replace(
    /(!\[[^\]]*\]\()([^)]+\.png)\)/g,
    (_, /** @type {string} */ before, /** @type {string} */ picture) =>
      `${before}data:image/png;base64,${readFileSync(path.join(folder, picture), 'base64')})`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await buildWhenChanged();
  const file = path.join(root, 'dist/gated-runbooks.vsix');
  const size = await packageExtension(file);
  console.log(`Made ${path.relative(root, file)} (${String(Math.ceil(size / 1000))} kB).`);
}
