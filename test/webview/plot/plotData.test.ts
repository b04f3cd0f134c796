// What is drawn of a gate's samples.
import { describe, expect, it } from 'vitest';
import type { GateView, RunView } from '../../../src/runbooks/views/RunView.ts';
import { plotData, seriesData } from '../../../webview/plot/plotData.ts';
import { viewOf } from '../harness/views.ts';

function gatesOf(view: RunView): readonly GateView[] {
  return view.steps.flatMap(({ cells }) => cells.flatMap(({ attempts }) => attempts.flatMap(({ gates }) => gates)));
}

describe('plotData', () => {
  const gates = gatesOf(viewOf('green'));
  const memory = gates.find(({ ref }) => ref.part === 'verify' && ref.index === 1)!;

  it('has a number for each sample, and room for the threshold', () => {
    const data = plotData(memory)!;
    expect(data.y).toEqual([109_568, 98_304, 95_232, 95_240]);
    expect(data.x[0]).toBe(0);
    expect(data.x.at(-1)).toBeCloseTo(6);
    expect(data.threshold).toBe(200_000);
    expect(data.low).toBeLessThan(95_232);
    expect(data.high).toBeGreaterThan(200_000);
  });

  it('leaves a hole where nothing was measured', () => {
    const [first, ...rest] = memory.samples;
    const data = plotData({
      ...memory,
      samples: [{ ...first!, measured: undefined, verdict: 'inconclusive' }, ...rest],
    })!;
    expect(data.y[0]).toBeNull();
    expect(data.verdicts[0]).toBe('inconclusive');
  });

  it('draws nothing where there are no two numbers', () => {
    expect(plotData(gates.find(({ ref }) => ref.part === 'verify' && ref.index === 0)!)).toBeUndefined();
    expect(plotData({ ...memory, samples: memory.samples.slice(0, 1) })).toBeUndefined();
  });
});

describe('seriesData', () => {
  it('counts from its first moment, with its unit and its own axis, and judges nothing', () => {
    const series = {
      points: [
        { seconds: 5, number: 50 },
        { seconds: 10, number: 100 },
      ],
      unit: 'MiB',
      low: 50,
      high: 100,
    };
    expect(seriesData(series)).toMatchObject({
      x: [0, 5],
      y: [50, 100],
      verdicts: [],
      unit: 'MiB',
      low: 50,
      high: 100,
    });
  });
});
