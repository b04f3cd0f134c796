// The kind of a value at run time.
import { Optional } from '@marcbachmann/cel-js';
import { isDuration } from './celDuration.ts';
import type { CelValue } from './CelValue.ts';
import type { Type } from './Type.ts';

/** What kind of value it is; lists and maps are told without looking inside. */
export function kindOf(value: CelValue): Exclude<Type['kind'], 'dyn' | 'nothing'> {
  switch (typeof value) {
    case 'bigint':
      return 'int';
    case 'number':
      return 'double';
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    default:
      if (value === null) return 'null';
      if (isList(value)) return 'list';
      if (isDuration(value)) return 'duration';
      return isOptional(value) ? 'optional' : 'map';
  }
}

/** Array.isArray does not narrow read-only arrays. */
export function isList(value: CelValue): value is readonly CelValue[] {
  return Array.isArray(value);
}

export function isOptional(value: CelValue): value is Optional<CelValue> {
  return value instanceof Optional;
}

export function isMap(value: CelValue): value is Readonly<Record<string, CelValue>> {
  return kindOf(value) === 'map';
}
