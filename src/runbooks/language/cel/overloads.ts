// Finds functions by name.
import { functions, type CelFunction } from './functions.ts';

/** `name(a, b)` and `a.name(b)` are different functions. */
function keyOf(name: string, method: boolean): string {
  return method ? `.${name}` : name;
}

const byName = new Map<string, CelFunction[]>();
for (const overload of functions) {
  const key = keyOf(overload.name, overload.method);
  byName.set(key, [...(byName.get(key) ?? []), overload]);
}

/** All overloads of a function or method, whatever they take; none where there is no such name. */
export function overloadsOf(name: string, method: boolean): readonly CelFunction[] {
  return byName.get(keyOf(name, method)) ?? [];
}

/** The methods that go through a list, or the keys of a map: `list.filter(element, …)`. */
export const macroNames: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);
const optionalNames = ['orValue', 'or', 'hasValue', 'value'];

/** The names that can be called as a function or as a method, macros included. */
export function callableNames(method: boolean): readonly string[] {
  const names = functions.filter((overload) => overload.method === method).map((overload) => overload.name);
  return [...new Set([...names, ...(method ? [...macroNames, ...optionalNames] : ['has'])])];
}

/** How the overloads are written, for a message. */
export function signaturesOf(name: string, method: boolean): string {
  return overloadsOf(name, method)
    .map((overload) => overload.signature)
    .join(' · ');
}
