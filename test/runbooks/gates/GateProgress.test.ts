// A gate's window, told by its samples: when it passes, when it fails, and what never counts.
import { describe, expect, it } from 'vitest';
import { advanceGate, gateVerdict, openGate, type GateProgress } from '../../../src/runbooks/gates/GateProgress.ts';
import type { GateTiming, Verdict } from '../../../src/runbooks/run/Event.ts';

const second = 1000;

/** Samples as `[start, verdict]` in seconds; each probe takes 0.1 s. Gives the gate after each. */
function sampled(timing: Partial<GateTiming>, samples: readonly (readonly [number, Verdict])[]): GateProgress[] {
  let gate = openGate({ every: 2 * second, stableFor: 0, timeout: 10 * second, ...timing }, 0);
  return samples.map(([at, verdict]) => {
    gate = advanceGate(gate, { verdict, observation: { startedAt: at * second, endedAt: at * second + 100 } });
    return gate;
  });
}

const last = (gates: GateProgress[]): GateProgress => {
  const gate = gates.at(-1);
  if (gate === undefined) throw new Error('no sample');
  return gate;
};

describe('a gate', () => {
  it.each<[string, Partial<GateTiming>, (readonly [number, Verdict])[], Verdict | undefined]>([
    ['one look, green', {}, [[0, 'pass']], 'pass'],
    ['one look, red', {}, [[0, 'fail']], 'fail'],
    ['one look, broken', {}, [[0, 'inconclusive']], 'inconclusive'],
    ['red but there is time', { within: 10_000 }, [[0, 'fail']], undefined],
    [
      'green at last',
      { within: 10_000 },
      [
        [0, 'fail'],
        [2, 'fail'],
        [4, 'pass'],
      ],
      'pass',
    ],
    [
      'red to the end',
      { within: 4_000 },
      [
        [0, 'fail'],
        [2, 'fail'],
        [4, 'fail'],
      ],
      'fail',
    ],
    [
      'broken to the end is not red',
      { within: 4_000 },
      [
        [0, 'fail'],
        [2, 'fail'],
        [4, 'inconclusive'],
      ],
      'inconclusive',
    ],
    [
      'green, but not for long enough yet',
      { stableFor: 5_000 },
      [
        [0, 'pass'],
        [2, 'pass'],
        [4, 'pass'],
      ],
      undefined,
    ],
    [
      'green for long enough',
      { stableFor: 5_000 },
      [
        [0, 'pass'],
        [2, 'pass'],
        [4, 'pass'],
        [5, 'pass'],
      ],
      'pass',
    ],
    [
      'a miss without within fails',
      { stableFor: 5_000 },
      [
        [0, 'pass'],
        [2, 'fail'],
      ],
      'fail',
    ],
    [
      'a miss starts the window anew',
      { within: 10_000, stableFor: 3_000 },
      [
        [0, 'pass'],
        [2, 'fail'],
        [4, 'pass'],
        [6, 'pass'],
      ],
      undefined,
    ],
    [
      'and the new window counts',
      { within: 10_000, stableFor: 3_000 },
      [
        [0, 'pass'],
        [2, 'fail'],
        [4, 'pass'],
        [6, 'pass'],
        [7, 'pass'],
      ],
      'pass',
    ],
    [
      'a window that begins in time may end late',
      { within: 4_000, stableFor: 6_000 },
      [
        [0, 'fail'],
        [2, 'fail'],
        [4, 'pass'],
        [6, 'pass'],
        [8, 'pass'],
        [10, 'pass'],
      ],
      'pass',
    ],
    [
      'a broken look in the window starts it anew',
      { within: 10_000, stableFor: 3_000 },
      [
        [0, 'pass'],
        [2, 'inconclusive'],
        [3, 'pass'],
        [4, 'pass'],
      ],
      undefined,
    ],
    [
      'a gap of more than three every starts the window anew',
      { within: 60_000, stableFor: 5_000 },
      [
        [0, 'pass'],
        [2, 'pass'],
        [20, 'pass'],
      ],
      undefined,
    ],
    [
      'and within stands still over it',
      { within: 6_000, stableFor: 1_000 },
      [
        [0, 'fail'],
        [60, 'pass'],
        [61, 'pass'],
      ],
      'pass',
    ],
  ])('%s', (_name, timing, samples, expected) => {
    expect(gateVerdict(last(sampled(timing, samples)))).toBe(expected);
  });

  it('is looked at once more at the very end of within, and at the end of its window', () => {
    expect(
      last(
        sampled({ within: 3_000, every: 2_000 }, [
          [0, 'fail'],
          [2, 'fail'],
        ]),
      ).due,
    ).toBe(3_000);
    expect(
      last(
        sampled({ stableFor: 3_000, every: 2_000 }, [
          [0, 'pass'],
          [2, 'pass'],
        ]),
      ).due,
    ).toBe(3_000);
  });

  it('starts its window anew after a reconnect, and needs a fresh look before any verdict', () => {
    const gate = {
      ...last(
        sampled({ within: 60_000, stableFor: 3_000 }, [
          [0, 'pass'],
          [2, 'pass'],
        ]),
      ),
      interrupted: true,
    };
    expect(gateVerdict(gate)).toBeUndefined();
    const fresh = advanceGate(gate, { verdict: 'pass', observation: { startedAt: 3_000, endedAt: 3_100 } });
    expect(gateVerdict(fresh)).toBeUndefined();
    expect(fresh.windowSince).toBe(3_000);
  });

  it.each<[string, Partial<GateTiming>, Verdict, number, Verdict | undefined]>([
    ['green', { within: 60_000, stableFor: 5_000 }, 'pass', 9, undefined],
    ['green', { within: 60_000, stableFor: 5_000 }, 'pass', 10, 'inconclusive'],
    ['green, with no within', { stableFor: 5_000 }, 'pass', 10, 'inconclusive'],
    ['red', { within: 60_000 }, 'fail', 9, undefined],
    ['red', { within: 60_000 }, 'fail', 10, 'inconclusive'],
  ])(
    'that has nothing but gaps is not looked at for ever: %s, %o, %s %i times',
    (_name, timing, verdict, times, end) => {
      const samples = Array.from({ length: times }, (_, index) => [20 * (index + 1), verdict] as const);
      expect(gateVerdict(last(sampled(timing, samples)))).toBe(end);
      // One look in time, and the count begins again.
      const late = last(sampled(timing, [...samples.slice(0, 9), [182, verdict], [202, verdict]]));
      expect(gateVerdict(late)).toBeUndefined();
    },
  );

  it('does not count a client that slept during a probe', () => {
    const before = last(sampled({ within: 20_000 }, [[0, 'fail']]));
    const woken = advanceGate(before, { verdict: 'fail', observation: { startedAt: 2_000, endedAt: 3_600_000 } });
    expect(gateVerdict(woken)).toBeUndefined();
  });
});
