// Random worlds for a fleet: host after host, a runbook within the runbook, a guard beside all of it, one step on one host only.
// Whatever fails, drops or dies, nothing is done twice or out of turn, and the outcome is what the hosts would say.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/runbooks/plan/Plan.ts';
import type { Recorded } from '../../../src/runbooks/run/Recorded.ts';
import { fatesOf, liveThrough, wasGreenBefore, type Fate, type ScriptFault } from './support/liveThrough.ts';
import { planWith, summary } from './support/simulation.ts';

const cure = `schema: runbook/v1
title: Cure
targets: { node: {} }
steps:
  - { id: stop, run: stop, verify: [{ run: ok-stop }], undo: { run: undo-stop }, onFailure: { then: rollback } }
  - { id: start, run: start, verify: [{ run: ok-start }], undo: { run: undo-start, verify: [{ run: gone-start }] }, onFailure: { then: rollback } }
`;
const yaml = `schema: runbook/v1
title: Fleet
targets: { db: { count: 1 }, web: {} }
guards: [{ title: It serves, target: db, run: serves, every: 2s, misses: 2, then: stop }]
preconditions: [{ target: [db, web], run: pre }]
steps:
  - { id: prepare, target: db, run: prepare, verify: [{ run: ok-prepare }], undo: { run: undo-prepare } }
  - id: turn
    each: web
    pause: 2s
    steps:
      - { id: drain, run: drain, verify: [{ run: ok-drain }], undo: { run: undo-drain }, onFailure: { then: rollback } }
      - id: restart
        run: restart
        verify: [{ run: ok-restart, every: 1s, within: 10s, stableFor: 3s }, { target: db, run: seen }]
        undo: { run: undo-restart }
        onFailure: { retry: { times: 1, delay: 1s }, then: rollback }
  - { id: cure, use: ./cure.yaml, targets: { node: web }, onFailure: { then: rollback } }
  - { id: mark, target: web, once: true, run: mark, verify: [{ target: [db, web], run: ok-mark }], undo: { run: undo-mark }, onFailure: { then: rollback } }
postconditions: [{ target: [db, web], run: post }]
`;
const web = ['web1', 'web2', 'web3'];
const made = [
  'db1 prepare',
  ...web.flatMap((host) => ['drain', 'restart'].map((change) => `${host} ${change}`)),
  ...['stop', 'start'].flatMap((change) => web.map((host) => `${host} ${change}`)),
  'web1 mark',
];
const changes = ['prepare', 'drain', 'restart', 'stop', 'start', 'mark'];
const scripts = [
  ...changes.flatMap((change) => [change, `ok-${change}`, `undo-${change}`]),
  ...['serves', 'pre', 'seen', 'gone-start', 'post'],
];

/** In one world of three the guard's host no longer serves, from some moment on. */
const guardFails: fc.Arbitrary<readonly ScriptFault[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  fc
    .integer({ min: 1, max: 8 })
    .map((count) => [{ script: 'serves', host: 'db1', count, times: 99, drops: false, code: 1 }]),
);
const fates: fc.Arbitrary<Fate> = fc
  .tuple(fatesOf(scripts, ['db1', ...web], 120), guardFails)
  .map(([fate, more]) => ({ ...fate, faults: [...fate.faults, ...more] }));

let plan: Plan;
beforeAll(async () => {
  plan = await planWith({ 'cure.yaml': cure }, yaml, { db: ['db1'], web });
});

/** `restart.2` and `cure.stop` as the scripts are named. */
const changeOf = (step: string): string => step.replace(/^cure\./, '').replace(/\.\d+$/, '');
const isUndo = (effect: string): boolean => effect.includes(' undo-');

/** What began though the guard was not green when it was last looked at, in that life of the client. */
function begunUnguarded(recorded: readonly Recorded[]): readonly string[] {
  let isGreen = false;
  return recorded.flatMap(({ event }) => {
    if (event.type === 'runResumed') isGreen = false;
    if (event.type === 'gateSampled' && event.part === 'guard') isGreen = event.verdict === 'pass';
    return event.type === 'stepStarted' && !isGreen ? [event.step] : [];
  });
}

describe('a fleet in a random world', () => {
  it('is done in turn, once, under its guard, and its outcome is true', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fates, async (fate) => {
        const { recorded, effects } = await liveThrough(plan, fate);
        const end = summary(recorded);
        seen.set(end.outcome, (seen.get(end.outcome) ?? 0) + 1);
        const forth = effects.filter((effect) => !isUndo(effect));

        const attempts = new Map<string, number>();
        for (const { event } of recorded) {
          if (event.type === 'retryStarted') attempts.set(`${event.host} ${changeOf(event.step)}`, event.attempt);
        }
        for (const effect of effects) {
          const times = effects.filter((one) => one === effect).length;
          expect(times, effect).toBeLessThanOrEqual(attempts.get(effect) ?? 1);
        }

        // In turn: each is where it would be without a fault, and what came before it was proven.
        expect([...new Set(forth)].filter((effect) => !isParallel(effect))).toEqual(
          made.filter((effect) => forth.includes(effect) && !isParallel(effect)),
        );
        for (const { event, seq } of recorded) {
          if (event.type !== 'stepStarted') continue;
          const turn = Number(/\.(\d)$/.exec(event.step)?.[1] ?? 0);
          if (turn < 2) continue;
          const proven = recorded.some(
            (one) =>
              one.seq < seq &&
              one.event.type === 'stepSettled' &&
              one.event.step === `restart.${String(turn - 1)}` &&
              one.event.outcome === 'done',
          );
          expect(proven, `${event.step} begins before the turn of the host before is proven`).toBe(true);
        }
        for (const { event, seq } of recorded) {
          if (event.type !== 'stepSettled' || event.outcome !== 'done' || event.step === 'cure') continue;
          expect(effects).toContain(`${event.host} ${changeOf(event.step)}`);
          // A gate that is for all hosts belongs to none.
          const green = wasGreenBefore(recorded, seq, event.step);
          expect(green, `${event.step} on ${event.host} is done without its gate`).toBe(true);
        }

        expect(begunUnguarded(recorded)).toEqual([]);

        if (end.outcome === 'succeeded') expect([...new Set(forth)].sort()).toEqual([...made].sort());
        if (end.outcome === 'rolledBack')
          for (const effect of forth) expect(effects).toContain(effect.replace(' ', ' undo-'));
        if (end.outcome === 'blocked' || end.outcome === 'failedUnchanged') expect(effects).toEqual([]);
        expect(end.code).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: process.env['TEST_MATRIX'] === 'all' ? 2000 : 60 },
    );
    // Worlds that end in one way only would show nothing.
    expect([...seen.keys()]).toEqual(expect.arrayContaining(['succeeded', 'rolledBack', 'failed', 'unknown']));
  });

  it('ends the same, with each change once, wherever its client is killed', async () => {
    const whole = await liveThrough(plan, { faults: [], crashes: [], losesTail: false });
    expect(whole.effects).toEqual(made);
    const step = process.env['TEST_MATRIX'] === 'all' ? 1 : 17;
    for (let at = 0; at < whole.recorded.length - 1; at += step) {
      for (const losesTail of [false, true]) {
        const crashed = await liveThrough(plan, { faults: [], crashes: [at], losesTail });
        expect(summary(crashed.recorded), `killed after event ${String(at)}`).toMatchObject({ outcome: 'succeeded' });
        expect([...crashed.effects].sort()).toEqual([...made].sort());
      }
    }
  });
});

/** Made on all hosts at once, in whatever order. */
function isParallel(effect: string): boolean {
  return /stop|start$/.test(effect) && !effect.endsWith('restart');
}
