// Builds the page into dist/webview: page.js, page.css and the icons' font, under names that never change.
import path from 'node:path';
import { defineConfig } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
const engineSay = path.join(root, 'src/runbooks/texts/say.ts');
const pageSay = path.join(root, 'webview/words/say.ts');

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  logLevel: 'warn',
  // The same page whatever NODE_ENV the shell has: with another, vite would take lit's development build.
  define: { 'process.env.NODE_ENV': '"production"' },
  resolve: { conditions: ['module', 'browser', 'production'] },
  plugins: [
    {
      // The engine's words bring both catalogues with them; the page is sent the one it needs.
      name: 'texts-from-the-host',
      enforce: 'pre',
      resolveId(source, importer) {
        if (importer === undefined || !source.endsWith('/say.ts')) return null;
        return path.resolve(path.dirname(importer), source) === engineSay ? pageSay : null;
      },
    },
  ],
  build: {
    outDir: path.join(root, 'dist/webview'),
    emptyOutDir: true,
    target: 'chrome122',
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: path.join(root, 'webview/main.ts'),
      output: {
        format: 'iife',
        entryFileNames: 'page.js',
        assetFileNames: (asset) => (asset.names.some((name) => name.endsWith('.css')) ? 'page.css' : '[name][extname]'),
      },
    },
  },
});
