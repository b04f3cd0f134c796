// What a row of the verdict table rests on, however it is written.
import type { Evidence, VerdictRow } from './schema.ts';

/** The evidence of a row, in its order. A label that is a key is the same in every language. */
export function evidenceOf({ because }: Pick<VerdictRow, 'because'>): readonly Evidence[] {
  return isList(because) ? because : Object.entries(because).map(([title, value]) => ({ title, value }));
}

function isList(because: VerdictRow['because']): because is Evidence[] {
  return Array.isArray(because);
}
