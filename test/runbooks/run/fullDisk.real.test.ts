// The disk of this side fills up while a step runs: the run stops with a word about it, the step goes on on its host, and
// the run is gone on with once there is room.
import { execFileSync } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  connectSsh,
  createJournal,
  fileOutputs,
  openJournal,
  resumeRun,
  startRun,
  systemClock,
  type Journal,
  type Ports,
} from '../../../src/runbooks/index.ts';
import { makeKey } from '../../support/makeKey.ts';
import { startAgent, type TestAgent } from '../../support/startAgent.ts';
import { startSshd, type TestSshd } from '../../support/startSshd.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { planOf, summary } from './support/simulation.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let agent: TestAgent;
let sshd: TestSshd;
let disk: string;

beforeAll(async () => {
  folder = await tempFolder('full-disk');
  disk = join(folder.path, 'disk');
  await mkdir(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', disk]);
  const key = await makeKey(folder.path, 'login');
  agent = await startAgent();
  await agent.add(key.file);
  sshd = await startSshd({ authorizedKeys: [key.line] });
});
afterAll(async () => {
  await sshd.stop();
  await agent.stop();
  execFileSync('umount', [disk]);
  await folder.remove();
});

it('stops with a word, loses nothing, and goes on once there is room', async () => {
  const effects = join(folder.path, 'effects');
  const plan = planOf(
    `schema: runbook/v1
title: Full disk
inputs: { file: { type: string } }
targets: { node: {} }
steps:
  - { id: much, run: 'seq 1 60000; sleep 2; echo done >> "$file"', verify: [{ run: 'grep -q done "$file"' }] }
`,
    ['host'],
    { file: effects },
  );
  const target = {
    host: '127.0.0.1',
    port: sshd.port,
    user: sshd.user,
    agent: agent.socket,
    hostKey: sshd.hostKeys[0]?.line ?? '',
  };
  const run = join(disk, 'run');
  const ports = (journal: Journal): Ports => ({
    connect: connectSsh({
      acceptedHostKeys: join(folder.path, 'accepted'),
      targets: { host: target },
      host: { stateFolder: join(folder.path, 'state') },
    }),
    journal,
    person: { name: 'test', interactive: false, prepared: {}, ask: () => Promise.reject(new Error('nobody is here')) },
    clock: systemClock,
    outputs: fileOutputs(run),
    secrets: {},
  });
  const { signal } = new AbortController();
  const first = async (): Promise<void> => {
    for await (const _ of startRun(
      { runId: 'full', mode: 'run', plan, engine: 'test' },
      ports(await createJournal(run)),
      signal,
    ));
  };
  await expect(first()).rejects.toMatchObject({
    name: 'JournalError',
    said: {
      code: expect.stringMatching(/^run\.(outputs|journal)\.unwritable$/) as string,
      args: { why: expect.stringContaining('ENOSPC') as string },
    },
  });

  execFileSync('mount', ['-o', 'remount,size=8m', disk]);
  const journal = await openJournal(run);
  for await (const _ of resumeRun('test', ports(journal), signal));
  expect(summary(journal.recorded)).toMatchObject({ outcome: 'succeeded', code: 0 });
  expect(await readFile(effects, 'utf8')).toBe('done\n');
  const whole = Array.from({ length: 60_000 }, (_, index) => `${String(index + 1)}\n`).join('');
  expect(await readFile(join(run, 'outputs', 'much@host.1.run.stdout'), 'utf8')).toBe(whole);
}, 60_000);
