// Names and some more.
import type { Name, Names } from './Name.ts';

/** `names` and `more`; of names in both, that of `more`. */
export function withNames(names: Names, more: Iterable<readonly [string, Name]>): Names {
  return new Map([...names, ...more]);
}
