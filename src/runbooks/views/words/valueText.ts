// A measured or captured value as text.
import type { Value } from '../../language/Value.ts';
import { seriesOf, seriesText } from './seriesOf.ts';

/** The value as a person reads it; a list one item a line, a measure over time as a line of bars. */
export function valueText(value: Value): string {
  switch (value.type) {
    case 'bool':
    case 'double':
      return String(value.value);
    case 'int':
    case 'string':
      return value.value;
    case 'strings': {
      const series = seriesOf(value);
      return series === undefined ? value.value.join('\n') : seriesText(series);
    }
  }
}

/** The value as a number for drawing; undefined where it is none. */
export function valueNumber(value: Value | undefined): number | undefined {
  if (value?.type !== 'int' && value?.type !== 'double') return undefined;
  const number = Number(value.value);
  return Number.isFinite(number) ? number : undefined;
}
