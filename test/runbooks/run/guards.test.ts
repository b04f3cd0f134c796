// Guards: watched beside the run, acting between its steps, never on what is running.
import { describe, expect, it } from 'vitest';
import type { DecisionOption } from '../../../src/runbooks/run/Event.ts';
import type { Recorded } from '../../../src/runbooks/run/Recorded.ts';
import { renderTerminal } from '../../../src/runbooks/views/terminal/renderTerminal.ts';
import { viewRun } from '../../../src/runbooks/views/viewRun.ts';
import { planOf, runToEnd, simulate, summary, type Does, type Simulation } from './support/simulation.ts';

const yaml = (more = ''): string => `schema: runbook/v1
title: Test
targets: { node: { count: 1 }, peer: { count: 1 } }
guards: [{ title: The other one serves, target: peer, run: serves, every: 5s${more} }]
steps:
  - { id: one, target: node, run: one, verify: [{ run: ok-one, every: 1s, within: 1m, stableFor: 20s }], undo: { run: undo-one } }
  - { id: two, target: node, run: two, verify: [{ run: ok-two }], undo: { run: undo-two } }
`;
const hosts = { node: ['n1'], peer: ['n2'] };

/** The n-th look at the guard, and everything else well. */
function world(serves: (count: number) => Does, answer?: DecisionOption): Simulation {
  return simulate({
    script: ({ script, count }) => (script === 'serves' ? serves(count) : {}),
    ...(answer === undefined ? {} : { answers: () => ({ kind: 'decision', option: answer }) as const }),
  });
}

describe('a guard', () => {
  it('is seen before anything is changed, and then on its own cadence', async () => {
    const simulation = world(() => ({}));
    const recorded = await runToEnd(planOf(yaml(), hosts), simulation);
    expect(summary(recorded)).toMatchObject({ outcome: 'succeeded' });
    const order = recorded.map(({ event }) => event);
    const first = order.findIndex((event) => event.type === 'gateSampled' && event.part === 'guard');
    expect(first).toBeLessThan(order.findIndex((event) => event.type === 'stepStarted'));
    const starts = order.flatMap((event) =>
      event.type === 'gateSampled' && event.part === 'guard' ? [event.observation.startedAt] : [],
    );
    expect(starts.length).toBeGreaterThanOrEqual(4);
    for (const [index, at] of starts.slice(1).entries()) expect(at - (starts[index] ?? 0)).toBeGreaterThanOrEqual(5000);
  });

  it('that was red when it was last looked at lets no change begin, however many misses it may have', async () => {
    const plan = planOf(yaml(', misses: 3, then: stop'), hosts);
    const recorded = await runToEnd(
      plan,
      world((count) => ({ code: [1, 2, 5].includes(count) ? 1 : 0 })),
    );
    expect(summary(recorded)).toMatchObject({ outcome: 'succeeded' });
    let last: string | undefined;
    const found = recorded.flatMap(({ event }) => {
      if (event.type === 'gateSampled' && event.part === 'guard') last = event.verdict;
      return event.type === 'stepStarted' ? [`${event.step} ${last ?? 'unseen'}`] : [];
    });
    expect(found).toEqual(['one pass', 'two pass']);

    // Whoever looks on is told why nothing happens.
    const red = recorded.findIndex(({ event }) => event.type === 'gateSampled' && event.part === 'guard');
    const shown = (events: readonly Recorded[]): string =>
      renderTerminal(viewRun(events), { width: 100, locale: 'en', colour: false, now: 0 }).join('\n');
    expect(shown(recorded.slice(0, red + 1))).toContain('No change that it watches begins until it is green again.');
    expect(shown(recorded)).not.toContain('No change that it watches');
  });

  it.each<[string, string, (count: number) => Does, DecisionOption | undefined, object, string[]]>([
    ['red from the start changes nothing', '', () => ({ code: 1 }), undefined, { outcome: 'unknown', code: 6 }, []],
    [
      'stops the run',
      ', then: stop',
      (n) => ({ code: n > 2 ? 1 : 0 }),
      undefined,
      { outcome: 'failed', code: 2 },
      ['one'],
    ],
    [
      'needs as many misses in a row as it says',
      ', misses: 2, then: stop',
      (n) => ({ code: n % 2 }),
      undefined,
      { outcome: 'succeeded' },
      ['one', 'two'],
    ],
    [
      'pauses, with nobody to ask',
      '',
      (n) => ({ code: n > 2 ? 1 : 0 }),
      undefined,
      { outcome: 'unknown', code: 6 },
      ['one'],
    ],
    [
      'pauses, and goes on when told',
      '',
      (n) => ({ code: n === 3 ? 1 : 0 }),
      'proceed',
      { outcome: 'succeeded' },
      ['one', 'two'],
    ],
    [
      'pauses, and goes back when told',
      '',
      (n) => ({ code: n > 2 ? 1 : 0 }),
      'rollback',
      { outcome: 'rolledBack' },
      ['one', 'undo-one'],
    ],
    ['pauses, and stops when told', '', (n) => ({ code: n > 2 ? 1 : 0 }), 'stop', { outcome: 'failed' }, ['one']],
    [
      'that nobody can judge pauses, also where it would stop',
      ', then: stop',
      (n) => ({ code: n > 2 ? 127 : 0 }),
      undefined,
      { outcome: 'unknown', reason: 'run.guard.unclear' },
      ['one'],
    ],
  ])('%s', async (_name, more, serves, answer, expected, effects) => {
    const simulation = world(serves, answer);
    expect(summary(await runToEnd(planOf(yaml(more), hosts), simulation))).toMatchObject(expected);
    expect(simulation.effects).toEqual(effects.map((effect) => `n1 ${effect}`));
  });

  it('is watched only during its steps', async () => {
    const recorded = await runToEnd(
      planOf(yaml(', during: [two]'), hosts),
      world(() => ({})),
    );
    const events = recorded.map(({ event }) => event);
    const watched = events.findIndex((event) => event.type === 'gateSampled' && event.part === 'guard');
    expect(watched).toBeGreaterThan(events.findIndex((event) => event.type === 'stepSettled' && event.step === 'one'));
    expect(watched).toBeLessThan(events.findIndex((event) => event.type === 'stepStarted' && event.step === 'two'));
  });

  it('is not failed by a connection that goes', async () => {
    const simulation = world((n) => (n === 2 ? { drops: true, code: 1 } : {}));
    const recorded = await runToEnd(planOf(yaml(', then: stop'), hosts), simulation);
    expect(summary(recorded)).toMatchObject({ outcome: 'succeeded' });
    expect(recorded.map(({ event }) => event.type)).toContain('hostLost');
  });
});
