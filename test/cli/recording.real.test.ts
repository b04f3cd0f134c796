// Where the practice host can't be had, a recorded run of the shipped runbook stands in for it, and says so.
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseJournal, replay, viewRun } from '../../src/runbooks/index.ts';
import { installCommand, type InstalledCommand } from './support/installCommand.ts';

const folder = 'runbooks/mcsmanager';
const recordings = readdirSync(folder).filter((name) => name.endsWith('.recording.jsonl'));

describe.each(recordings)('%s', (name) => {
  const { recorded, problem } = parseJournal(readFileSync(join(folder, name), 'utf8'));

  it('is a whole run that ended well, of the runbook as it is now (else: node scripts/record.mjs)', () => {
    expect(problem).toBeUndefined();
    expect(replay(recorded).ended).toMatchObject({ outcome: 'succeeded', code: 0 });
    const text = readFileSync(join(folder, name.replace('.recording.jsonl', '.yaml')), 'utf8');
    expect(viewRun(recorded).plan?.sources[0]?.text).toBe(text);
  });

  it('names nobody and no machine', () => {
    const by = recorded.flatMap(({ event }) => ('by' in event ? [event.by] : []));
    expect(new Set(by)).toEqual(new Set(['recording@practice']));
  });
});

describe('without namespaces', () => {
  let command: InstalledCommand;
  beforeAll(async () => {
    command = await installCommand();
  });
  afterAll(() => command.remove());

  it('shows the recording, says that nothing is done, and gives its exit code', async () => {
    // A user namespace in which no further one may be made, as on a locked-down machine.
    const words = ['run', 'mcsmanager/triage-daemon', '--on', 'practice'];
    const script = 'echo 0 > /proc/sys/user/max_user_namespaces; exec "$@"';
    const { stdout } = await promisify(execFile)(
      'unshare',
      ['--user', '--map-root-user', 'sh', '-c', script, 'sh', process.execPath, command.file, ...words],
      { cwd: command.folder, env: { PATH: process.env['PATH'], HOME: command.home, LANG: 'C.UTF-8' } },
    );
    expect(stdout).toContain('a recording of such a run');
    expect(stdout).toContain('An instance ate the memory');
    expect(stdout).not.toContain('kept in');
  }, 60_000);
});
