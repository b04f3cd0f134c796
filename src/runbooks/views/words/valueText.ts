// A measured or captured value as text.
import type { Value } from '../../language/Value.ts';

/** The value as a person reads it; a list one item a line. */
export function valueText(value: Value): string {
  switch (value.type) {
    case 'bool':
    case 'double':
      return String(value.value);
    case 'int':
    case 'string':
      return value.value;
    case 'strings':
      return value.value.join('\n');
  }
}

/** The value as a number for drawing; undefined where it is none. */
export function valueNumber(value: Value | undefined): number | undefined {
  if (value?.type !== 'int' && value?.type !== 'double') return undefined;
  const number = Number(value.value);
  return Number.isFinite(number) ? number : undefined;
}
