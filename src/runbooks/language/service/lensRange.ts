// Where a runbook can be run from its text.
import type { Range } from '../Diagnostic.ts';
import { entryOf } from '../document/nodeAt.ts';
import type { Source } from '../readRunbook.ts';
import { studyOf } from './Study.ts';

/** The key `schema`, above which the lenses stand; undefined where there is none. */
export function lensRange(source: Source): Range | undefined {
  const { root, positions } = studyOf(source.text);
  const entry = root.kind === 'map' ? entryOf(root, 'schema') : undefined;
  return entry && positions.rangeAt(entry.keySpan);
}
