// A list of `seconds value unit` lines is a measure over time, and drawn as one.
import type { Value } from '../../language/Value.ts';

export interface Series {
  readonly points: readonly { readonly seconds: number; readonly number: number }[];
  readonly unit: string;
  /** The ends of the axis that it is drawn on. */
  readonly low: number;
  readonly high: number;
}

const form = /^(\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)(?: (\S{1,12}))?$/;
/** Fewer say no more as a drawing than as numbers. */
const fewest = 3;
/** What wavers by less than this part of its height is drawn nearly flat: an axis made to fit would turn noise into a drama. */
const leastSpan = 0.25;

/** The series that a value is; undefined where it is none: every line has the form, the times never go back, the unit is one. */
export function seriesOf(value: Value): Series | undefined {
  if (value.type !== 'strings' || value.value.length < fewest) return undefined;
  const lines = value.value.map((line) => form.exec(line));
  const points = lines.map((match) => ({ seconds: Number(match?.[1]), number: Number(match?.[2]) }));
  const unit = lines[0]?.[3] ?? '';
  const sound = lines.every(
    (match, index) =>
      match !== null &&
      (match[3] ?? '') === unit &&
      (points[index]?.seconds ?? 0) >= (points[index - 1]?.seconds ?? 0) &&
      Number.isFinite(points[index]?.number),
  );
  if (!sound) return undefined;
  const numbers = points.map(({ number }) => number);
  const [lowest, highest] = [Math.min(...numbers), Math.max(...numbers)];
  const span = Math.max(highest - lowest, leastSpan * Math.max(Math.abs(highest), Math.abs(lowest)), Number.EPSILON);
  return { points, unit, low: lowest >= 0 ? Math.max(0, highest - span) : highest - span, high: highest };
}

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const mostBars = 40;

/** The series on one line: `▁▁▂▃▅▆█ 50 → 117 MiB`. Of many points that fall on one bar the highest is drawn. */
export function seriesText({ points, unit, low, high }: Series): string {
  const count = Math.min(points.length, mostBars);
  const drawn = Array.from({ length: count }, (_, bar) => {
    const of = points.slice(Math.floor((bar * points.length) / count), Math.floor(((bar + 1) * points.length) / count));
    const level = (Math.max(...of.map(({ number }) => number)) - low) / (high - low);
    return bars[Math.round(level * (bars.length - 1))] ?? '▁';
  });
  const [first, last] = [points[0]?.number ?? 0, points.at(-1)?.number ?? 0];
  return `${drawn.join('')} ${String(first)} → ${String(last)}${unit === '' ? '' : ` ${unit}`}`;
}
