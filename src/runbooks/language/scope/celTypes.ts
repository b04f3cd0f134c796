// Names as the expression checker takes them.
import type { CelType } from '../cel/CelValue.ts';
import type { Names } from './Name.ts';

/** Many places share their names, which are never changed. */
const known = new WeakMap<Names, Readonly<Record<string, CelType>>>();

/** The types of the names that expressions have. */
export function celTypes(names: Names): Readonly<Record<string, CelType>> {
  const types = known.get(names) ?? typesOf(names);
  known.set(names, types);
  return types;
}

function typesOf(names: Names): Readonly<Record<string, CelType>> {
  const types: Record<string, CelType> = {};
  for (const [name, { type }] of names) if (type !== undefined) types[name] = type;
  return types;
}
