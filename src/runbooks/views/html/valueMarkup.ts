// A captured value in the report: text, or a drawing where it was measured over time.
import type { Value } from '../../language/Value.ts';
import type { Locale } from '../../texts/say.ts';
import { seriesOf } from '../words/seriesOf.ts';
import { valueText } from '../words/valueText.ts';
import type { MarkupValue } from './markup.ts';
import { seriesChart } from './seriesChart.ts';

export function valueMarkup(value: Value, locale: Locale): MarkupValue {
  const series = seriesOf(value);
  return series === undefined ? valueText(value) : seriesChart(series, valueText(value), locale);
}
