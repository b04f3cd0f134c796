// Two people in two editors, one host: the second finds the first one's run there, watches it, and takes it over by typing.
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as engine from '../../../src/runbooks/index.ts';
import type { Host, KeptJournal } from '../../../src/runbooks/index.ts';
import { watchHostRun } from '../../../src/extension/runs/watchHostRun.ts';
import { startRunBench, until, type RunBench } from './runBench.ts';

const slow = `schema: runbook/v1
title: Wait
targets: { node: { count: 1 } }
steps:
  - id: wait
    title: Wait
    run: |
      echo begun >> "$HOME/log"
      until [ -e "$HOME/go" ]; do sleep 0.1; done
      echo went >> "$HOME/log"
    verify: [{ title: It went, run: grep -q went "$HOME/log" }]
`;

let bench: RunBench;
beforeAll(async () => {
  bench = await startRunBench();
});
afterAll(() => bench.stop());

/** The copy of the run's journal, once it is there. */
async function keptOn(host: Host, id: string): Promise<KeptJournal> {
  for (let tries = 0; tries < 100; tries++) {
    const known = await engine.readHostRuns(host);
    if ('lost' in known) throw new Error(known.lost);
    const kept = known.kept.find(({ run }) => run === id);
    if (kept !== undefined && known.holder?.run === id) return kept;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`the host keeps no journal of ${id}`);
}

const unexpected = (error: unknown): void => expect.unreachable(String(error));

it('is watched, and taken over by typing; the first one is told, and nothing is done twice', async () => {
  const ann = bench.window();
  const id = await ann.runs.start(bench.request(slow));
  const first = ann.shown.at(-1)!;
  await expect.poll(() => existsSync(join(bench.home, 'log')), { timeout: 30_000 }).toBe(true);

  const host = await bench.host();
  const kept = await keptOn(host, id);
  const watched = await watchHostRun(engine, host, kept, unexpected);
  expect(watched).toMatchObject({ id, owner: false, live: true, folder: undefined });
  expect(watched.view).toMatchObject({ title: 'Wait', outcome: undefined });
  expect(watched.answer({ type: 'answerManual', runId: id, step: 'wait', attempt: 1, done: true })).toBe('notOwner');

  const reading = await bench.host();
  const { text } = await engine.readHostJournal(reading, await keptOn(reading, id));
  await reading.close();
  const person = 'bob@elsewhere';
  const declining = bench.window({ person });
  await declining.runs.takeOver(id, text);
  expect(declining.shown).toEqual([]);
  expect(first.view.outcome).toBeUndefined();

  const bob = bench.window({ person, approve: true });
  await bob.runs.takeOver(id, text);
  const second = bob.shown.at(-1)!;
  let wrong = 0;
  second.onWrongText(() => wrong++);
  await expect.poll(() => bob.runs.active[0]?.questions[0]?.kind, { timeout: 30_000 }).toBe('decision');
  const question = bob.runs.active[0]?.questions[0];
  if (question?.kind !== 'decision') throw new Error('no decision was asked');
  const answer = { type: 'answerDecision', runId: id, id: question.asked.id, option: 'takeOver' } as const;
  expect(second.answer({ ...answer, typed: 'bensh' })).toBe('taken');
  await expect.poll(() => wrong, { timeout: 30_000 }).toBe(1);
  expect(second.answer({ ...answer, typed: 'bench' })).toBe('taken');
  await until(first, () => first.view.outcome !== undefined);
  expect(first.view).toMatchObject({ outcome: 'unknown', reason: { code: 'run.lease.lost' } });

  await writeFile(join(bench.home, 'go'), '');
  await until(second, () => second.view.outcome !== undefined);
  expect(second.view.outcome).toBe('succeeded');
  await until(watched, () => !watched.live);
  expect(watched.view.outcome).toBe('succeeded');
  expect(await readFile(join(bench.home, 'log'), 'utf8')).toBe('begun\nwent\n');
  // What was declined before stays beside it.
  expect(
    (await readdir(join(bench.stateOf(person), 'runs'))).filter((name) => name.startsWith(`${id}.before-`)),
  ).toHaveLength(1);
  expect([...ann.faults, ...bob.faults]).toEqual([]);
});

it('says that the watch is over where its connection goes', async () => {
  const ann = bench.window();
  const id = await ann.runs.start(bench.request(slow.replaceAll('go"', 'on"')));
  const host = await bench.host();
  const lost: unknown[] = [];
  const watched = await watchHostRun(engine, host, await keptOn(host, id), (error) => lost.push(error));
  expect(watched.live).toBe(true);
  await host.close();
  await until(watched, () => !watched.live);
  expect(watched.view.outcome).toBeUndefined();
  expect(lost).toHaveLength(1);
  await writeFile(join(bench.home, 'on'), '');
  const first = ann.shown.at(-1)!;
  await until(first, () => first.view.outcome !== undefined);
});
