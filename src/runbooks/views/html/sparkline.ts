// A gate's samples as a small drawing: the measured line, the threshold, a mark for each verdict.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { GateView, SampleView, ThresholdView } from '../RunView.ts';
import { valueNumber } from '../words/valueText.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';

const width = 220;
const height = 40;
const margin = 5;
/** Room at the right for the numbers at the ends of the axis. */
const gutter = 46;
/** Two numbers nearer than this would lie on each other. */
const lineHeight = 11;
/** More marks than this would be a smear; then some are drawn, and each where the verdict turns. */
const markLimit = 40;

/** An SVG that tells the same in words to who can't see it; nothing for a single look. Verdicts differ in shape, not only in colour. */
export function sparkline(gate: GateView, locale: Locale): Markup {
  const { samples, threshold } = gate;
  if (samples.length < 2) return markup``;
  const numbers = samples.map((sample) => valueNumber(sample.measured));
  const known = numbers.filter((number) => number !== undefined);
  const drawnThreshold = known.length > 0 ? threshold : undefined;
  const y = scale([...known, ...(drawnThreshold === undefined ? [] : [drawnThreshold.number])]);
  const x = timeScale(samples);
  const points = samples.map((sample, index) => {
    const number = numbers[index];
    return {
      sample,
      x: x(sample.at, index),
      y: number === undefined ? height / 2 : y(number),
      known: number !== undefined,
    };
  });
  const line = points.filter((point) => point.known).map((point) => `${fixed(point.x)},${fixed(point.y)}`);
  const stride = Math.ceil(samples.length / markLimit);
  const marks = points.filter(
    ({ sample }, index) => index % stride === 0 || sample.verdict !== samples[index - 1]?.verdict,
  );
  return markup`<svg class="spark" viewBox="0 0 ${width + (known.length > 0 ? gutter : 0)} ${height}" width="${width + (known.length > 0 ? gutter : 0)}" height="${height}" role="img" aria-label="${words(gate, locale)}"><title>${words(gate, locale)}</title>${
    known.length === 0 && markup`<line class="axis" x1="0" y1="${height / 2}" x2="${width}" y2="${height / 2}"/>`
  }${
    drawnThreshold !== undefined &&
    markup`<line class="threshold" x1="0" y1="${fixed(y(drawnThreshold.number))}" x2="${width}" y2="${fixed(y(drawnThreshold.number))}"/>`
  }${line.length > 1 && markup`<polyline points="${line.join(' ')}"/>`}${marks.map((point) => mark(point.sample, point.x, point.y))}${labels(known, drawnThreshold, y)}</svg>`;
}

/** The threshold, and of what was measured the ends, where there is room beside it. */
function labels(
  known: readonly number[],
  threshold: ThresholdView | undefined,
  y: (number: number) => number,
): readonly Markup[] {
  if (known.length === 0) return [];
  const wanted = [
    ...(threshold === undefined
      ? []
      : [{ text: `${threshold.op} ${amount(threshold.number)}`, number: threshold.number, of: 'limit' }]),
    ...[Math.max(...known), Math.min(...known)].map((number) => ({ text: amount(number), number, of: 'end' })),
  ];
  const placed: number[] = [];
  return wanted.flatMap(({ text, number, of }) => {
    const at = y(number);
    if (placed.some((other) => Math.abs(other - at) < lineHeight)) return [];
    placed.push(at);
    return [markup`<text class="${of}" x="${width + 5}" y="${fixed(at + 3.5)}">${text}</text>`];
  });
}

/** `200K`: the drawing has no room for more, and the exact number stands below it. */
function amount(number: number): string {
  return new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 }).format(number);
}

/** The drawing in words. */
function words(gate: GateView, locale: Locale): string {
  const of = (verdict: string): number => gate.samples.filter((sample) => sample.verdict === verdict).length;
  const thinned = gate.count - gate.samples.length;
  const spark = say(locale, {
    code: 'views.gate.spark',
    args: { count: gate.count, passed: of('pass') + thinned, failed: of('fail'), inconclusive: of('inconclusive') },
  });
  if (gate.threshold === undefined) return spark;
  const { op, number } = gate.threshold;
  return `${spark} · ${say(locale, { code: 'views.gate.threshold', args: { op, number } })}`;
}

function mark(sample: SampleView, x: number, y: number): Markup {
  const [cx, cy] = [fixed(x), fixed(y)];
  switch (sample.verdict) {
    case 'pass':
      return markup`<circle class="good" cx="${cx}" cy="${cy}" r="2.5"/>`;
    case 'fail':
      return markup`<path class="bad" d="M${fixed(x - 2.8)} ${fixed(y - 2.8)}l5.6 5.6m0-5.6l-5.6 5.6"/>`;
    case 'inconclusive':
      return markup`<path class="doubt" d="M${cx} ${fixed(y - 3.4)}l3.4 3.4l-3.4 3.4l-3.4-3.4z"/>`;
  }
}

function scale(numbers: readonly number[]): (number: number) => number {
  const low = Math.min(...numbers);
  const span = Math.max(...numbers) - low;
  return (number) => (span === 0 ? height / 2 : height - margin - ((number - low) / span) * (height - 2 * margin));
}

function timeScale(samples: readonly SampleView[]): (at: number, index: number) => number {
  const from = samples[0]?.at ?? 0;
  const span = (samples.at(-1)?.at ?? 0) - from;
  const room = width - 2 * margin;
  // Samples of the same moment, as after a drop, still stand side by side.
  if (span <= 0) return (_, index) => margin + (samples.length < 2 ? room / 2 : (index / (samples.length - 1)) * room);
  return (at) => margin + ((at - from) / span) * room;
}

function fixed(number: number): string {
  return number.toFixed(1).replace(/\.0$/, '');
}
