// Names as the expression checker takes them.
import type { CelType } from '../cel/CelValue.ts';
import type { Names } from './Name.ts';

/** The types of the names that expressions have. */
export function celTypes(names: Names): Readonly<Record<string, CelType>> {
  const types: Record<string, CelType> = {};
  for (const [name, { type }] of names) if (type !== undefined) types[name] = type;
  return types;
}
