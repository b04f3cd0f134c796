// What was measured, as uplot wants it: seconds, numbers, and the verdicts of a gate's samples.
import type { GateView } from '../../src/runbooks/views/RunView.ts';
import type { Series } from '../../src/runbooks/views/words/seriesOf.ts';
import { valueNumber } from '../../src/runbooks/views/words/valueText.ts';
import type { Verdict } from '../../src/runbooks/run/Event.ts';

export interface PlotData {
  /** Seconds since the gate's first sample. */
  readonly x: readonly number[];
  readonly y: readonly (number | null)[];
  /** Of a gate's samples; none where only a line is drawn. */
  readonly verdicts: readonly Verdict[];
  /** The threshold's number, where it is drawn. */
  readonly threshold: number | undefined;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
}

/** The data of a gate that measures numbers; undefined where there are fewer than two of them. */
export function plotData(gate: GateView): PlotData | undefined {
  const from = gate.samples[0]?.at ?? 0;
  const y = gate.samples.map(({ measured }) => valueNumber(measured) ?? null);
  const known = y.filter((number) => number !== null);
  if (known.length < 2) return undefined;
  const threshold = gate.threshold?.number;
  const seen = threshold === undefined ? known : [...known, threshold];
  const low = Math.min(...seen);
  const high = Math.max(...seen);
  const room = (high - low || Math.abs(high) || 1) * 0.12;
  return {
    x: gate.samples.map(({ at }) => (at - from) / 1000),
    y,
    verdicts: gate.samples.map(({ verdict }) => verdict),
    threshold,
    unit: '',
    low: low - room,
    high: high + room,
  };
}

/** The data of a measure over time. */
export function seriesData({ points, unit, low, high }: Series): PlotData {
  return {
    x: points.map(({ seconds }) => seconds - (points[0]?.seconds ?? 0)),
    y: points.map(({ number }) => number),
    verdicts: [],
    threshold: undefined,
    unit,
    low,
    high,
  };
}
