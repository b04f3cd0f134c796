// A measure over time as a drawing: the line on its ground, the ends of both axes with their units.
import type { Locale } from '../../texts/say.ts';
import type { Series } from '../words/seriesOf.ts';
import { spanText } from '../words/spanText.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';

const [width, height] = [560, 110];
const [left, right, top, bottom] = [78, 10, 8, 20];

/** An SVG; `text` tells the same to who can't see it. */
export function seriesChart(series: Series, text: string, locale: Locale): Markup {
  const { points, unit, low, high } = series;
  const start = points[0]?.seconds ?? 0;
  const span = (points.at(-1)?.seconds ?? start) - start;
  const x = (seconds: number): number => left + ((seconds - start) / (span || 1)) * (width - left - right);
  const y = (number: number): number => top + ((high - number) / (high - low)) * (height - top - bottom);
  const line = points.map(({ seconds, number }) => `${fixed(x(seconds))},${fixed(y(number))}`);
  const last = points.at(-1);
  const ground = [
    `${fixed(left)},${String(height - bottom)}`,
    ...line,
    `${fixed(x(start + span))},${String(height - bottom)}`,
  ];
  const label = (number: number, at: number): Markup =>
    markup`<text class="end" x="${left - 8}" y="${fixed(at + 4)}">${amount(number)}${unit !== '' && ` ${unit}`}</text><line class="axis" x1="${left}" y1="${fixed(at)}" x2="${width - right}" y2="${fixed(at)}"/>`;
  return markup`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${text}"><title>${text}</title>${label(high, top)}${label(low, height - bottom)}<polygon points="${ground.join(' ')}"/><polyline points="${line.join(' ')}"/>${
    last !== undefined && markup`<circle cx="${fixed(x(last.seconds))}" cy="${fixed(y(last.number))}" r="3"/>`
  }<text x="${left}" y="${height - 5}">0</text><text class="end" x="${width - right}" y="${height - 5}">${spanText(span * 1000, locale)}</text></svg>`;
}

/** Three digits are as much as a drawing can say. */
function amount(number: number): string {
  return Math.abs(number) >= 100 ? String(Math.round(number)) : String(Number(number.toPrecision(3)));
}

function fixed(number: number): string {
  return number.toFixed(1).replace(/\.0$/, '');
}
