// Two people, one host: the built command against a real sshd. The second is refused, may watch, and takes over; the first is told.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installCommand, type Going, type InstalledCommand } from './support/installCommand.ts';
import { realHost, type RealHost } from './support/realHost.ts';

let ann: InstalledCommand;
let bob: InstalledCommand;
let host: RealHost;

const slow = `schema: runbook/v1
title: Leave traces until told to stop
inputs:
  traces: { type: string }
targets:
  node: {}
steps:
  - id: first
    title: Leave a trace, and wait
    run: |
      echo first >> "$traces/log"
      until [ -e "$traces/go" ]; do sleep 0.2; done
    timeout: 5m
    verify: [{ title: It is there, run: 'test -s "$traces/log"' }]
  - id: second
    title: Leave another
    run: echo second >> "$traces/log"
    verify: [{ title: It is there, run: 'grep -q second "$traces/log"' }]
`;

beforeAll(async () => {
  ann = await installCommand();
  bob = await installCommand(ann);
  host = await realHost(ann);
  for (const name of ['config', 'known_hosts']) await bob.adopt(join('.ssh', name), ann);
  for (const one of [ann, bob]) await writeFile(join(one.folder, 'slow.yaml'), slow);
}, 300_000);
afterAll(async () => {
  await host.stop();
  await bob.remove();
  await ann.remove();
});

const run = (): readonly string[] => ['run', 'slow.yaml', '--on', 'web', '--input', `traces=${host.traces}`];
/** Without the breaks that a terminal's width makes. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
const log = (): Promise<string> => readFile(join(host.traces, 'log'), 'utf8');

async function begun(going: Going): Promise<void> {
  while (!existsSync(join(host.traces, 'log'))) {
    if (going.child.exitCode !== null) throw new Error(going.out());
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

it('lets one of two act, the other watch and take over, and the first know of it', async () => {
  const first = ann.start(run(), host.environment);
  await begun(first);

  const refused = await bob.run(run(), host.environment);
  expect(refused.code).toBe(3);
  expect(oneLine(refused.out)).toMatch(
    /runs "slow.yaml" on web \(run \S+\): it has held the lease for \d+ min and is alive/,
  );
  // A name typed ahead takes only from the silent.
  expect((await bob.run([...run(), '--take-over', 'web'], host.environment)).code).toBe(3);

  const listed = await bob.run(['runs', '--on', 'web'], host.environment);
  expect(listed.code, listed.err).toBe(0);
  const [, id = ''] = /\(run (\S+)\)/.exec(oneLine(listed.out)) ?? [];
  expect(listed.out).toContain(`${id}  not ended  web  Leave traces until told to stop`);
  const watching = bob.start(['watch', 'web'], host.environment);
  await watching.waitFor(/Leave a trace, and wait/);

  const takeOver = ['takeover', 'web', id];
  const unasked = await bob.run(takeOver, host.environment);
  expect(unasked).toMatchObject({ code: 3 });
  const [, digest = ''] = /--approve ([0-9a-f]{64})/.exec(unasked.err) ?? [];
  const approved = [...takeOver, '--approve', digest];
  expect((await bob.run(approved, host.environment)).err).toContain('--take-over web');
  const second = bob.start([...approved, '--take-over', 'web'], host.environment);
  const told = await first.ended;
  expect(told.code).toBe(6);
  expect(oneLine(told.out)).toMatch(/The lease of web was taken over by \S+: nothing more is done there/);

  // The step that the first one started went on meanwhile, and is gone on with.
  await writeFile(join(host.traces, 'go'), '');
  const ended = await second.ended;
  expect(ended.code, ended.out + ended.err).toBe(0);
  expect(await log()).toBe('first\nsecond\n');
  expect((await watching.ended).code).toBe(0);

  // The first one's journal knows nothing of all that: it is not gone on with.
  const late = await ann.run(['resume', id], host.environment);
  expect(late.code).toBe(6);
  expect(oneLine(late.out)).toContain(`runbook takeover web ${id}`);
  expect(await log()).toBe('first\nsecond\n');
}, 300_000);
