// Clocks that somebody sets: times in a journal stay in order, and no wait takes longer than it was to.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Clock } from '../../../src/runbooks/run/Ports.ts';
import { steadyClock } from '../../../src/runbooks/run/steadyClock.ts';
import { systemClock } from '../../../src/runbooks/run/systemClock.ts';
import { planOf, runToEnd, simulate, summary } from './support/simulation.ts';

const hour = 3_600_000;

describe('the machine’s clock', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each([-24 * hour, -hour, -1, hour])('set by %i ms lets no wait take longer', async (by) => {
    let over = false;
    const wait = systemClock.until(Date.now() + 5000, new AbortController().signal).then(() => (over = true));
    await vi.advanceTimersByTimeAsync(1000);
    vi.setSystemTime(Date.now() + by);
    await vi.advanceTimersByTimeAsync(3900);
    expect(over).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(over).toBe(true);
    await wait;
  });

  it('waits no longer where it is called off', async () => {
    const controller = new AbortController();
    const wait = systemClock.until(Date.now() + 2 ** 33, controller.signal);
    controller.abort();
    await wait;
  });
});

describe('a steady clock', () => {
  const waited: number[] = [];
  let wall = 0;
  const clock: Clock = {
    now: () => wall,
    until: (due) => {
      waited.push(due - wall);
      return Promise.resolve();
    },
  };

  it('goes on where it was, and waits as long as it is asked to', async () => {
    wall = 10_000;
    const steady = steadyClock(clock, 50_000);
    expect(steady.now()).toBe(50_000);
    wall += 500;
    expect(steady.now()).toBe(50_500);
    wall -= hour;
    expect(steady.now()).toBe(50_500);
    wall += 2 * hour;
    expect(steady.now()).toBe(50_500 + 2 * hour);
    wall -= 5 * hour;
    await steady.until(steady.now() + 1000, new AbortController().signal);
    expect(waited).toEqual([1000]);
  });
});

it('a run whose clock is set back in its middle ends as it would have', async () => {
  const plan = planOf(
    `schema: runbook/v1
title: Clock
targets: { node: {} }
steps:
  - { id: one, run: one, verify: [{ run: ok, every: 1s, within: 10s, stableFor: 5s }] }
`,
  );
  let looks = 0;
  const world = simulate({
    script({ script }) {
      if (script === 'ok' && looks++ === 3) world.setNow(world.now() - hour);
      return {};
    },
  });
  const recorded = await runToEnd(plan, world);
  expect(summary(recorded)).toMatchObject({ outcome: 'succeeded' });
  expect(recorded.map(({ at }) => at)).toEqual(recorded.map(({ at }) => at).toSorted((a, b) => a - b));
  expect(recorded.filter(({ event }) => event.type === 'gateSampled').length).toBeLessThan(12);
});
