// Makes the README's pictures from a real run on the practice host: its terminal and its report. Needs chromium.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lib/root.mjs';
import { setUp } from './setup.mjs';

/**
 * What is used of the built engine.
 * @typedef {{
 *   readJournal: (folder: string) => Promise<{ recorded: unknown[] }>,
 *   viewRun: (recorded: unknown[]) => { lastAt: number },
 *   renderTerminal: (view: unknown, options: { width: number, locale: 'en', colour: true, now: number }) => string[],
 * }} Engine
 */

const colours = ['#5c6370', '#e06c75', '#7ec783', '#e5c07b', '#6cb0ef', '#c678dd', '#56b6c2', '#dcdfe4'];
const page = {
  background: '#1e2127',
  text: '#dcdfe4',
  font: '14px/1.45 "DejaVu Sans Mono", Menlo, Consolas, monospace',
};

/**
 * Lines with colours of a terminal as a page.
 * @param {readonly string[]} lines
 */
function terminalPage(lines) {
  /** @param {string} text */
  const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const body = lines.map((line) => {
    const pieces = line.split(/\u001b\[([\d;]*)m/);
    /** @type {Set<string>} */
    let style = new Set();
    return pieces
      .map((piece, index) => {
        if (index % 2 === 0) return piece === '' ? '' : `<span style="${[...style].join(';')}">${escape(piece)}</span>`;
        for (const code of piece.split(';').map(Number)) {
          if (code === 0) style = new Set();
          if (code === 1) style.add('font-weight:bold');
          if (code === 2) style.add('opacity:.65');
          if (code === 4) style.add('text-decoration:underline');
          if (code >= 30 && code <= 37) style.add(`color:${colours[code - 30] ?? page.text}`);
          if (code >= 90 && code <= 97) style.add(`color:${colours[code - 90] ?? page.text}`);
        }
        return '';
      })
      .join('');
  });
  const style = `margin:0;padding:22px 26px;background:${page.background};color:${page.text};font:${page.font};white-space:pre`;
  return `<!doctype html><meta charset="utf-8"><body style='${style}'>${body.join('\n')}`;
}

/**
 * @param {string} html a file
 * @param {string} png a file
 * @param {number} width
 * @param {number} height
 */
function photograph(html, png, width, height) {
  const size = `--window-size=${String(width)},${String(height)}`;
  const options = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--force-device-scale-factor=2',
    size,
  ];
  const { status } = spawnSync('chromium', [...options, `--screenshot=${png}`, pathToFileURL(html).href], {
    stdio: 'ignore',
  });
  if (status !== 0) throw new Error('chromium made no picture');
}

await setUp([]);
const scratch = mkdtempSync(path.join(tmpdir(), 'gated-runbooks-pictures-'));
try {
  const report = path.join(scratch, 'report.html');
  const words = ['run', 'mcsmanager/recover-daemon', '--on', 'node=practice', '--input', 'settle=10s'];
  const answers = ['--confirm', 'restart=practice', '--runs', scratch, '--report', report];
  const command = path.join(root, 'dist/cli/runbook.cjs');
  if (spawnSync(process.execPath, [command, ...words, ...answers], { stdio: 'inherit' }).status !== 0) {
    throw new Error('the run failed');
  }
  const engine = /** @type {Engine} */ (createRequire(import.meta.url)('../dist/runbooks/index.cjs'));
  const run = readdirSync(scratch, { withFileTypes: true }).find((entry) => entry.isDirectory())?.name ?? '';
  const { recorded } = await engine.readJournal(path.join(scratch, run));
  const view = engine.viewRun(recorded);
  const lines = engine.renderTerminal(view, { width: 108, locale: 'en', colour: true, now: view.lastAt });
  const terminal = path.join(scratch, 'terminal.html');
  writeFileSync(terminal, terminalPage([`$ runbook ${words.join(' ')}`, '', ...lines]));
  mkdirSync(path.join(root, 'docs'), { recursive: true });
  photograph(terminal, path.join(root, 'docs/terminal.png'), 980, Math.round((lines.length + 2) * 20.3) + 48);
  photograph(report, path.join(root, 'docs/report.png'), 1100, 1400);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
