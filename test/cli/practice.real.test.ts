// The whole path on the practice host, by the built command: what `npm start` shows, and every scenario.
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installCommand, type InstalledCommand } from './support/installCommand.ts';

const execute = promisify(execFile);
const recover = ['run', 'mcsmanager/recover-daemon', '--on', 'node=practice', '--input', 'settle=2s'];
let command: InstalledCommand;

beforeAll(async () => {
  command = await installCommand();
});
afterAll(() => command.remove());

async function runFolder(): Promise<string> {
  const runs = join(command.home, '.local/state/gated-runbooks/runs');
  return join(runs, (await readdir(runs)).sort().at(-1) ?? '');
}

describe('the recovery', () => {
  it('of a daemon that was OOM-killed succeeds, and leaves reports and a journal for this user only', async () => {
    const reports = ['report.html', 'report.md', 'report.json', 'report.xml'];
    const words = [...recover, '--confirm', 'restart=practice', ...reports.flatMap((file) => ['--report', file])];
    const { code, out, err } = await command.run(words);
    expect(`${out}${err}`).toContain('simulation');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const file of reports) {
      const path = join(command.folder, file);
      expect(out).toContain(`Report: ${path}`);
      expect((await stat(path)).size).toBeGreaterThan(500);
    }
    const folder = await runFolder();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'journal.jsonl'))).mode & 0o777).toBe(0o600);
  });

  it('can be reported again from its journal alone, and is listed', async () => {
    const again = await command.run(['report', 'last', '--format', 'html']);
    expect(again.code).toBe(0);
    const html = (text: string): string => text.trim();
    expect(html(again.out)).toBe(html(await readFile(join(command.folder, 'report.html'), 'utf8')));
    const { out } = await command.run(['runs']);
    expect(out).toMatch(/-recover-daemon-[0-9a-f]{4} {2}Succeeded {2}practice {2}/);
  });

  it('says what is going on in Chinese too', async () => {
    const { code, out } = await command.run([...recover, '--confirm', 'restart=practice', '--lang', 'zh-cn']);
    expect(code).toBe(0);
    expect(out).toContain('成功');
  });

  it('is blocked without the answer that it needs, and says which option gives it', async () => {
    const { code, out, err } = await command.run(recover);
    expect(code).toBe(3);
    expect(err).toBe('');
    // The whole command, on one line, to be copied.
    expect(out).toMatch(/runbook run mcsmanager\/recover-daemon .*--confirm restart=practice$/m);
  });

  it.each([
    ['port-taken', 3],
    ['disk-full', 3],
  ])('is blocked by %s before anything is touched', async (scenario, wanted) => {
    const { code } = await command.run([...recover, '--scenario', scenario, '--confirm', 'restart=practice']);
    expect(code).toBe(wanted);
    const journal = await readFile(join(await runFolder(), 'journal.jsonl'), 'utf8');
    expect(journal).not.toContain('"type":"stepStarted"');
  });

  it('leaves nothing behind on this machine', async () => {
    const { stdout } = await execute('ps', ['-eo', 'args']);
    const mine = stdout.split('\n').filter((line) => line.includes(command.file));
    expect(mine).toEqual([]);
  });
});

describe('the first runbook of the README', () => {
  beforeAll(async () => {
    const readme = await readFile('README.md', 'utf8');
    const yaml = /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    await mkdir(command.folder, { recursive: true });
    await writeFile(join(command.folder, 'greeting.yaml'), yaml);
  });

  it('has nothing that check would say', async () => {
    const { code, out } = await command.run(['check', 'greeting.yaml']);
    expect(code).toBe(0);
    expect(out).not.toMatch(/error|warning/i);
  });

  it('is planned with its diff', async () => {
    const { code, out } = await command.run(['plan', 'greeting.yaml', '--on', 'practice']);
    expect(code).toBe(0);
    expect(out).toContain('+Good evening, night shift.');
  });

  it('runs', async () => {
    const { code } = await command.run(['run', 'greeting.yaml', '--on', 'practice', '--input', 'name=Ada']);
    expect(code).toBe(0);
  });

  it('has a wrong name found by check, with what was meant', async () => {
    const text = await readFile(join(command.folder, 'greeting.yaml'), 'utf8');
    await writeFile(join(command.folder, 'broken.yaml'), text.replace('stdout.contains', 'stdout.contain'));
    const { code, out } = await command.run(['check', 'broken.yaml']);
    expect(code).toBe(4);
    expect(out).toContain('broken.yaml');
  });
});
