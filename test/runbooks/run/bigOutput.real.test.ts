// 200 MB of a step's output over a real sshd: all of it in the run's file, a bounded part in the journal, bounded memory.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  connectSsh,
  createJournal,
  fileOutputs,
  startRun,
  systemClock,
  type Ports,
} from '../../../src/runbooks/index.ts';
import { makeKey } from '../../support/makeKey.ts';
import { startAgent, type TestAgent } from '../../support/startAgent.ts';
import { startSshd, type TestSshd } from '../../support/startSshd.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { planOf, summary } from './support/simulation.ts';

const MB = 1024 * 1024;

let folder: Awaited<ReturnType<typeof tempFolder>>;
let agent: TestAgent;
let sshd: TestSshd;

beforeAll(async () => {
  folder = await tempFolder('big-output');
  const key = await makeKey(folder.path, 'login');
  agent = await startAgent();
  await agent.add(key.file);
  sshd = await startSshd({ authorizedKeys: [key.line] });
});
afterAll(async () => {
  await sshd.stop();
  await agent.stop();
  await folder.remove();
});

it('keeps 200 MB of output whole, in bounded memory, with a bounded journal', async () => {
  const plan = planOf(
    `schema: runbook/v1
title: Much output
targets: { node: {} }
defaults: { timeout: 5m }
steps:
  - { id: much, run: 'seq -f "line %012.0f of a long story" 1 6242685 | head -c 209715200', verify: [{ run: 'true' }] }
`,
    ['host'],
  );
  const target = {
    host: '127.0.0.1',
    port: sshd.port,
    user: sshd.user,
    agent: agent.socket,
    hostKey: sshd.hostKeys[0]?.line ?? '',
  };
  const run = join(folder.path, 'run');
  const journal = await createJournal(run);
  const ports: Ports = {
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
  };
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const before = process.memoryUsage().rss;
  for await (const _ of startRun(
    { runId: 'big', mode: 'run', plan, engine: 'test' },
    ports,
    new AbortController().signal,
  ));
  clearInterval(watch);

  expect(summary(journal.recorded)).toMatchObject({ outcome: 'succeeded', code: 0 });
  const file = join(run, 'outputs', 'much@host.1.run.stdout');
  expect((await stat(file)).size).toBe(209_715_200);
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  const wanted = createHash('sha256');
  let left = 209_715_200;
  for (let n = 1; left > 0; n++) {
    const line = `line ${String(n).padStart(12, '0')} of a long story\n`.slice(0, left);
    wanted.update(line);
    left -= line.length;
  }
  expect(hash.digest('hex')).toBe(wanted.digest('hex'));
  expect((await stat(join(run, 'journal.jsonl'))).size).toBeLessThan(4 * MB);
  expect(most - before).toBeLessThan(400 * MB);
}, 180_000);
