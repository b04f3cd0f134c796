// What counts as a measure over time, and how it looks on one line and in the report.
import { describe, expect, it } from 'vitest';
import { seriesChart } from '../../../src/runbooks/views/html/seriesChart.ts';
import { seriesOf } from '../../../src/runbooks/views/words/seriesOf.ts';
import { valueText } from '../../../src/runbooks/views/words/valueText.ts';
import { allOf, parseMarkup, textOf } from './fixtures/parseMarkup.ts';

const strings = (...value: readonly string[]) => ({ type: 'strings', value }) as const;
const leak = strings('0 50 MiB', '5 60 MiB', '10 75 MiB', '15 100 MiB');

describe('a measure over time', () => {
  it.each([
    ['too few', strings('0 1 MiB', '5 2 MiB')],
    ['a line of another form', strings('0 1', '5 2', 'ten 3')],
    ['process ids', strings('1470', '1471', '1480')],
    ['times that go back', strings('0 1', '10 2', '5 3')],
    ['two units', strings('0 1 MiB', '5 2 MiB', '10 3 GiB')],
    ['no number', strings('0 1', '5 NaN', '10 3')],
    ['a text', { type: 'string', value: '0 1\n5 2\n10 3' } as const],
  ])('is not %s', (_, value) => {
    expect(seriesOf(value)).toBeUndefined();
  });

  it('is bars on one line, from its first number to its last', () => {
    expect(valueText(leak)).toBe('▁▂▅█ 50 → 100 MiB');
    const long = strings(
      ...Array.from({ length: 4000 }, (_, index) => `${String(index)} ${index === 2000 ? '9' : '1'}`),
    );
    expect(valueText(long)).toMatch(/^[▁█]{40} 1 → 1$/);
    expect(valueText(long)).toContain('█');
  });

  it('makes no drama of noise, and draws nothing below zero that is not there', () => {
    expect(valueText(strings('0 132.5', '1 132.6', '2 132.5'))).toBe('███ 132.5 → 132.5');
    expect(seriesOf(strings('0 0', '1 0', '2 0'))).toMatchObject({ low: 0 });
    expect(valueText(strings('0 0', '1 0', '2 0'))).toMatch(/^(.)\1\1 0 → 0$/);
    expect(seriesOf(strings('0 -4', '1 2', '2 0'))).toMatchObject({ low: -4, high: 2 });
  });

  it('is drawn in the report with the ends of its axes, and told to who cannot see it', () => {
    const [chart] = allOf(parseMarkup(seriesChart(seriesOf(leak)!, valueText(leak), 'en').markup), 'svg');
    expect(chart!.attributes['aria-label']).toBe('▁▂▅█ 50 → 100 MiB');
    expect(allOf(chart!, 'text').map(textOf)).toEqual(['100 MiB', '50 MiB', '0', '15 s']);
    expect(allOf(chart!, 'polyline')[0]!.attributes['points']!.split(' ')).toHaveLength(4);
  });
});
