// Random worlds: drops, failures and crashes of the client in every order. Whatever happens, no change is made twice, no
// gate is passed over, and the outcome is what the hosts would say.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fatesOf, liveThrough, wasGreenBefore, type Fate } from './support/liveThrough.ts';
import { planOf, summary } from './support/simulation.ts';

const plan = planOf(
  `schema: runbook/v1
title: Model
targets: { node: {} }
preconditions: [{ run: pre }]
steps:
  - { id: look, effect: read, run: look, capture: { up: 'stdout == "up"' } }
  - { id: look_again, effect: read, run: look-again }
  - { id: one, check: so-one, run: one, verify: [{ run: ok-one, every: 1s, within: 10s, stableFor: 3s }], undo: { run: undo-one, verify: [{ run: gone-one }] } }
  - { id: two, run: two, limit: { times: 5, within: 1h }, verify: [{ run: ok-two }], undo: { run: undo-two }, onFailure: { retry: { times: 1, delay: 1s }, then: rollback } }
  - { id: three, when: up, effect: destructive, confirm: { message: Sure? }, run: three, verify: [{ run: ok-three }], undo: { run: undo-three }, onFailure: { then: rollback } }
postconditions: [{ run: post }]
`,
  ['web1', 'web2'],
);

/** Changes of the plan; each may be made once for an attempt. */
const changes = ['one', 'two', 'three', 'undo-one', 'undo-two', 'undo-three'];

const scripts = [
  'pre',
  'look',
  'look-again',
  'so-one',
  'one',
  'ok-one',
  'two',
  'ok-two',
  'three',
  'ok-three',
  'undo-one',
  'undo-two',
  'undo-three',
  'gone-one',
  'post',
];

/** The client's lives in a world where `one` isn't so yet. */
const live = (fate: Fate): ReturnType<typeof liveThrough> =>
  liveThrough(plan, fate, { usual: { look: { stdout: 'up\n' }, 'so-one': { code: 1 } }, prepared: { three: 'yes' } });

describe('in a random world', () => {
  it('no change is made twice for an attempt, no gate is passed over, and the outcome is true', async () => {
    await fc.assert(
      fc.asyncProperty(fatesOf(scripts, ['web1', 'web2'], 40), async (fate) => {
        const { recorded, effects } = await live(fate);
        const end = summary(recorded);
        const attempts = new Map<string, number>();
        for (const { event } of recorded) {
          if (event.type === 'retryStarted') attempts.set(`${event.host} ${event.step}`, event.attempt);
        }
        for (const host of ['web1', 'web2']) {
          for (const change of changes) {
            const made = effects.filter((effect) => effect === `${host} ${change}`).length;
            expect(made, `${host} ${change}`).toBeLessThanOrEqual(attempts.get(`${host} ${change}`) ?? 1);
          }
        }
        // A step that is done was launched, and each of its gates was closed green after its exit.
        for (const { event, seq } of recorded) {
          if (event.type !== 'stepSettled' || event.outcome !== 'done' || ['look', 'look_again'].includes(event.step))
            continue;
          expect(effects).toContain(`${event.host} ${event.step}`);
          const green = wasGreenBefore(recorded, seq, event.step, event.host);
          expect(green, `${event.step} on ${event.host} is done without its gate`).toBe(true);
        }
        if (end.outcome === 'succeeded') {
          for (const host of ['web1', 'web2']) {
            for (const step of ['two', 'three']) expect(effects).toContain(`${host} ${step}`);
          }
        }
        if (end.outcome === 'rolledBack') {
          for (const host of ['web1', 'web2']) {
            for (const step of ['one', 'two', 'three']) {
              if (effects.includes(`${host} ${step}`)) expect(effects).toContain(`${host} undo-${step}`);
            }
          }
        }
        if (end.outcome === 'blocked' || end.outcome === 'failedUnchanged') expect(effects).toEqual([]);
        expect(end.code).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: process.env['TEST_MATRIX'] === 'all' ? 3000 : 300 },
    );
  }, 120_000);

  it('without faults a crash at any event changes nothing about the end', async () => {
    const { recorded } = await live({ faults: [], crashes: [], losesTail: false });
    for (let at = 0; at < recorded.length - 1; at++) {
      for (const losesTail of [false, true]) {
        const crashed = await live({ faults: [], crashes: [at], losesTail });
        expect(summary(crashed.recorded), `crash after event ${String(at)}`).toMatchObject({
          outcome: 'succeeded',
          code: 0,
        });
        expect([...crashed.effects].sort()).toEqual([
          'web1 one',
          'web1 three',
          'web1 two',
          'web2 one',
          'web2 three',
          'web2 two',
        ]);
      }
    }
  }, 60_000);
});
