// Places of a runbook for those who know its parts by path, such as the planner.
import type { Range } from './Diagnostic.ts';
import type { Path } from './document/Node.ts';
import { parseDocument } from './document/parseDocument.ts';
import { positionsOf } from './document/positions.ts';
import { spanOf } from './document/spanOf.ts';
import type { Source } from './readRunbook.ts';

/** Where the value at `path` is written; the nearest part around it where it is not written, the beginning where nothing is. */
export function rangeOf(source: Source, path: Path): Range {
  const { root } = parseDocument(source.text);
  return positionsOf(source.text).rangeAt(root === undefined ? { start: 0, end: 0 } : spanOf(root, path));
}
