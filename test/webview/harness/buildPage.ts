// Builds the page as it is shipped, into a folder of its own.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';

/** The folder with page.js, page.css and the icons' font. */
export async function buildPage(): Promise<string> {
  const outDir = mkdtempSync(path.join(tmpdir(), 'run-page-'));
  await build({ configFile: 'webview/vite.config.ts', logLevel: 'silent', build: { outDir, emptyOutDir: true } });
  return outDir;
}
