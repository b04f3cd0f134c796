// Records the shipped runbooks on the practice host, for machines that can't have one. Run it when a runbook or an event changes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildWhenChanged } from './build.mjs';
import { root } from './lib/root.mjs';

const recorded = [
  ['mcsmanager/triage-daemon'],
  ['mcsmanager/recover-daemon', '--input', 'settle=5s', '--confirm', 'restart=practice'],
];

await buildWhenChanged();
const engine = createRequire(import.meta.url)('../dist/runbooks/index.cjs');
const { chainLine, chainStart, parseJournal } = /** @type {typeof import('../src/runbooks/index.ts')} */ (engine);
for (const [name = '', ...options] of recorded) {
  const runs = mkdtempSync(path.join(tmpdir(), 'record-'));
  const words = ['run', name, '--on', 'node=practice', '--runs', runs, ...options];
  const { status } = spawnSync(process.execPath, [path.join(root, 'dist/cli/runbook.cjs'), ...words], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`${name} ended with ${String(status)}`);
  const [run = ''] = readdirSync(runs);
  let hash = chainStart;
  const lines = parseJournal(readFileSync(path.join(runs, run, 'journal.jsonl'), 'utf8')).recorded.map((one) => {
    // Who recorded it, and where, is nobody's business.
    const event = 'by' in one.event ? { ...one.event, by: 'recording@practice' } : one.event;
    const link = chainLine({ ...one, event }, hash);
    hash = link.hash;
    return link.line;
  });
  writeFileSync(path.join(root, 'runbooks', `${name}.recording.jsonl`), lines.join(''));
  rmSync(runs, { recursive: true });
}
