// Undoing a run that has ended: what is undone, in which order, what proves it, and when it is refused.
import { describe, expect, it } from 'vitest';
import { memoryJournal } from '../../../src/runbooks/journal/memoryJournal.ts';
import type { Journal } from '../../../src/runbooks/journal/Journal.ts';
import type { Recorded } from '../../../src/runbooks/run/Recorded.ts';
import { replay, resumable, resumeRun } from '../../../src/runbooks/run/resumeRun.ts';
import { undoOf } from '../../../src/runbooks/run/undoOf.ts';
import { undoRun } from '../../../src/runbooks/run/undoRun.ts';
import { viewRun } from '../../../src/runbooks/views/viewRun.ts';
import { planOf, runToEnd, simulate, summary, type Does, type World } from './support/simulation.ts';

const step = (id: string, more = `undo: { run: undo-${id}, verify: [{ run: gone-${id} }] }`): string =>
  `  - { id: ${id}, run: ${id}, verify: [{ run: is-${id} }], ${more} }\n`;
const planWith = (...steps: readonly string[]): ReturnType<typeof planOf> =>
  planOf(`schema: runbook/v1\ntitle: Test\ntargets: { node: {} }\nsteps:\n${steps.join('')}`);
const whole = planWith(step('one'), step('two'), step('three'));
const signal = new AbortController().signal;

/** A journal that goes on where another stood. */
function copied({ recorded }: Journal, until = recorded.length): Journal {
  const next = memoryJournal();
  (next.recorded as Recorded[]).push(...recorded.slice(0, until));
  return next;
}

/** The host of one run over several lives: what it did, and what it keeps. */
function hostThat(does: (script: string, count: number) => Does = () => ({})): World & { readonly effects: string[] } {
  const counts = new Map<string, number>();
  const script: World['script'] = (command) => {
    const count = (counts.get(command.script) ?? 0) + 1;
    counts.set(command.script, count);
    return does(command.script, count);
  };
  return { script, spools: new Map(), limits: new Map(), effects: [] };
}

async function undone(world: World, journal: Journal): Promise<ReturnType<typeof summary>> {
  const simulation = simulate({ ...world, journal: copied(journal) });
  const recorded: Recorded[] = [];
  for await (const one of undoRun('test', simulation.ports, signal)) recorded.push(one);
  return summary(recorded);
}

describe('a run that has ended', () => {
  it('is undone from its last change to its first, each proven', async () => {
    const world = hostThat();
    const first = simulate(world);
    await runToEnd(whole, first);
    expect(undoOf(replay(first.journal.recorded))).toEqual({
      refused: undefined,
      steps: ['three', 'two', 'one'].map((id) => ({ step: id, hosts: ['web1'], how: 'undo' })),
    });
    const second = simulate({ ...world, journal: copied(first.journal) });
    const recorded: Recorded[] = [];
    for await (const one of undoRun('test', second.ports, signal)) recorded.push(one);
    expect(summary(recorded)).toMatchObject({
      outcome: 'undone',
      code: 0,
      undone: { 'three@web1': 'undone', 'two@web1': 'undone', 'one@web1': 'undone' },
    });
    expect(world.effects.slice(3)).toEqual(['web1 undo-three', 'web1 undo-two', 'web1 undo-one']);
    expect(recorded.filter(({ event }) => event.type === 'gateClosed')).toHaveLength(3);
    expect(viewRun(second.journal.recorded)).toMatchObject({
      outcome: 'undone',
      rollback: { reason: { code: 'run.undo.asked' } },
    });
    expect(undoOf(replay(second.journal.recorded))).toEqual({ steps: [], refused: 'nothing' });
  });

  it('is not undone further than its point of no return, and says so before', async () => {
    const plan = planWith(
      step('one'),
      step('two', 'undo: { boundary: It is gone, verify: [{ run: is-safe }] }'),
      step('three', 'undo: none, because: It needs none'),
    );
    const world = hostThat();
    const first = simulate(world);
    await runToEnd(plan, first);
    const { steps, refused } = undoOf(replay(first.journal.recorded));
    expect(steps.map(({ step: id, how }) => `${id} ${how}`)).toEqual(['three none', 'two boundary']);
    expect(refused).toBe('nothing');
  });

  it('whose undo failed is undone again from there, once its cause is mended', async () => {
    const world = hostThat((script, count) => (script === 'gone-two' && count < 2 ? { code: 1 } : {}));
    const first = simulate(world);
    await runToEnd(whole, first);
    const second = simulate({ ...world, journal: copied(first.journal) });
    for await (const _ of undoRun('test', second.ports, signal));
    expect(replay(second.journal.recorded).ended).toMatchObject({ outcome: 'failed', code: 2 });
    expect(undoOf(replay(second.journal.recorded)).steps.map(({ step: id }) => id)).toEqual(['two', 'one']);
    expect(await undone(world, second.journal)).toMatchObject({ outcome: 'undone', code: 0 });
    expect(world.effects.slice(3)).toEqual(['three', 'two', 'two', 'one'].map((id) => `web1 undo-${id}`));
  });

  it('after a crash in the middle is resumed backwards, and undoes nothing twice', async () => {
    const world = hostThat();
    const first = simulate(world);
    await runToEnd(whole, first);
    const begun = first.journal.recorded.length;
    const whole_ = simulate({ ...hostThat(), journal: copied(first.journal) });
    for await (const _ of undoRun('test', whole_.ports, signal));
    for (let crashAt = begun + 1; crashAt < whole_.journal.recorded.length; crashAt++) {
      const host = { ...hostThat(), effects: [] as string[] };
      const cut = simulate({ ...host, journal: copied(first.journal) });
      for await (const { seq } of undoRun('test', cut.ports, signal)) if (seq + 1 >= crashAt) break;
      const journal = copied(cut.journal);
      expect(resumable(replay(journal.recorded))).toBe(true);
      expect(undoOf(replay(journal.recorded)).refused).toBe('notEnded');
      const resumed = simulate({ ...host, journal });
      for await (const _ of resumeRun('test', resumed.ports, signal));
      expect(replay(journal.recorded).ended, `crashed at ${String(crashAt)}`).toMatchObject({ outcome: 'undone' });
      expect(host.effects).toEqual(['web1 undo-three', 'web1 undo-two', 'web1 undo-one']);
    }
  });
});

describe('a run is not undone', () => {
  it('when it changed nothing', async () => {
    const world = simulate(hostThat());
    await runToEnd(planWith('  - { id: look, effect: read, run: look }\n'), world);
    expect(undoOf(replay(world.journal.recorded)).refused).toBe('nothing');
  });

  it('when it was rolled back', async () => {
    const world = simulate(hostThat((script) => (script === 'is-three' ? { code: 1 } : {})));
    await runToEnd(
      planWith(step('one'), step('three', 'onFailure: { then: rollback }, undo: { run: u, verify: [{ run: g }] }')),
      world,
    );
    expect(undoOf(replay(world.journal.recorded)).refused).toBe('nothing');
  });

  it('before it has ended', async () => {
    const world = simulate(hostThat());
    await runToEnd(whole, world);
    const cut = world.journal.recorded.slice(0, -1);
    expect(undoOf(replay(cut)).refused).toBe('notEnded');
  });

  it('while nobody knows whether something of it still runs', async () => {
    const world = simulate(hostThat());
    await runToEnd(whole, world);
    const launched = world.journal.recorded.findIndex(({ event }) => event.type === 'stepStarted');
    const end = world.journal.recorded.at(-1) as Recorded;
    const cut = [...world.journal.recorded.slice(0, launched + 1), { ...end, seq: launched + 1 }];
    expect(undoOf(replay(cut)).refused).toBe('uncertain');
  });
});
