// `npm start` as a newcomer types it: it sets up, recovers the practice host's daemon, writes a report and leaves nothing running.
import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { watch } from '../cli/support/installCommand.ts';
import { tempFolder } from '../support/tempFolder.ts';

it('npm start recovers the daemon and prints what it used and where the report is', async () => {
  const home = await tempFolder('start');
  try {
    const env = { PATH: process.env['PATH'], HOME: home.path, LANG: 'C.UTF-8' };
    const { code, out } = await watch(spawn('npm', ['start'], { env, stdio: ['ignore', 'pipe', 'pipe'] })).ended;
    expect(code).toBe(0);
    expect(out).toMatch(/^\$ runbook run mcsmanager\/recover-daemon .*--input settle=5s --confirm restart=practice/m);
    const report = /^Report: (.+)$/m.exec(out)?.[1] ?? '';
    expect((await stat(report)).size).toBeGreaterThan(10_000);
  } finally {
    await home.remove();
  }
}, 180_000);
