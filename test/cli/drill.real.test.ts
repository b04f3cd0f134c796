// `runbook drill` on a real sshd: a sound runbook is proven part by part; what proves nothing, and what ends otherwise, is said.
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installCommand, type Ended, type InstalledCommand } from './support/installCommand.ts';
import { realHost, type RealHost } from './support/realHost.ts';

const sound = `schema: runbook/v1
title: Raise a flag
inputs: { traces: { type: string }, port: { type: integer, default: 1 } }
targets: { node: {} }
preconditions: [{ title: There is a place for it, run: 'test -d "$traces"' }]
steps:
  - id: flag
    title: Raise it
    run: 'touch "$traces/flag"; seq 1 3000; sleep 0.3; seq 1 500 >&2'
    verify: [{ title: It is up, run: 'test -e "$traces/flag"', every: 100ms, within: 10s, stableFor: 200ms }]
    undo: { run: 'rm -f "$traces/flag"', verify: [{ title: It is down, run: 'test ! -e "$traces/flag"' }] }
  - id: never
    title: Only for another port
    when: port == 2
    run: 'exit 1'
    verify: [{ title: Nothing new, run: 'true' }]
verdicts:
  - { id: other, when: port == 2, title: It is another port }
  - { id: raised, title: The flag was raised }
`;
const flighty = sound
  .replace('title: It is up, run: \'test -e "$traces/flag"\'', "title: It is up, run: 'true'")
  .replace('title: It is down, run: \'test ! -e "$traces/flag"\'', "title: It is down, run: 'false'");

let command: InstalledCommand;
let host: RealHost;

beforeAll(async () => {
  command = await installCommand();
  host = await realHost(command);
  await writeFile(join(command.folder, 'sound.yaml'), sound);
  await writeFile(join(command.folder, 'flighty.yaml'), flighty);
});
afterAll(async () => {
  await host.stop();
  await command.remove();
});

const drill = (runbook: string, ...words: string[]): Promise<Ended> =>
  command.run(['drill', runbook, '--on', 'web', '--input', `traces=${host.traces}`, ...words], host.environment);
const notesLeft = async (): Promise<string[]> =>
  (await readdir('/tmp')).filter((name) => /^gated-runbooks-drill-[0-9a-f]{8}-/.test(name));

describe('a drill', () => {
  it('of somebody’s host does nothing until its name is typed, and says what it would do', async () => {
    const { code, out, err } = await drill('sound.yaml');
    expect(code).toBe(3);
    expect(out).toContain('RUNS IT THERE AGAIN AND AGAIN');
    expect(err).toContain('--confirm web');
    expect((await drill('sound.yaml', '--confirm', 'wbe')).code).toBe(3);
    expect(existsSync(join(host.traces, 'flag'))).toBe(false);
  });

  it('of a sound runbook proves its steps, gates and undos, and shows what was not seen', async () => {
    const before = await notesLeft();
    const { code, out } = await drill('sound.yaml', '--confirm', 'web');
    expect(out).toMatch(/SOUND: 8 runs, no byte lost/);
    expect(code).toBe(0);
    expect(out).toMatch(/^✔ +✔ +✔ +✔ run +✔ stopped +flag: Raise it$/m);
    expect(out).toMatch(/^✘ +✘ +– +✘ run {2}✔ skipped +✘ stopped +never: /m);
    expect(out).toMatch(/^✔ +✔ +✔ +flag verify 1: It is up$/m);
    expect(out).toMatch(/^✔ +✘ +✔ +flag undo 1: It is down$/m);
    expect(out).toMatch(/^✘ +✘ +– +never verify 1: Nothing new$/m);
    expect(out).toMatch(/^✘ +other: It is another port$/m);
    expect(out).toMatch(/^✔ +raised: The flag was raised$/m);
    expect(existsSync(join(host.traces, 'flag'))).toBe(true);
    expect(await notesLeft()).toEqual(before);
  }, 300_000);

  // What it says is judged by cases, too, without a host: see judgeDrill.test.ts.
  if (process.env['TEST_MATRIX'] !== 'all') return;

  it('of a runbook whose gates prove nothing and whose undo does not hold says so, and is not sound', async () => {
    const { code, out } = await drill('flighty.yaml', '--confirm', 'web');
    expect(code).toBe(2);
    expect(out).toMatch(/flag verify 1: It is up {2}⚠ green before its change/);
    expect(out).toMatch(/was not taken back and proven/);
    expect(out).toMatch(/NOT SOUND/);
    const kept = /kept in (\S+)\./.exec(out)?.[1] ?? '';
    expect(kept.startsWith(tmpdir())).toBe(true);
    expect(existsSync(join(kept, '0', 'journal.jsonl'))).toBe(true);
  }, 300_000);
});
