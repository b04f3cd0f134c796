// Pointing at parts of a document by path.
import { keySpanOf, spanOf } from './spanOf.ts';
import { nodeAt } from './nodeAt.ts';
import type { Node, Path, Span } from './Node.ts';
import { offsetInScalar } from './offsetInScalar.ts';

export interface Locator {
  /** What stands for the value at `path`. */
  at(path: Path): Span;
  /** The key at `path`, or the value where it has none. */
  key(path: Path): Span;
  /** A part of the scalar at `path`, by offsets into its value. */
  within(path: Path, start: number, end: number): Span;
  /** Whether nothing at or below `path` was left out for being at fault: only then does its absence mean anything. */
  isWhole(path: Path): boolean;
}

/** Points into `root`, which was read from `text`. */
export function locatorOf(root: Node, text: string): Locator {
  return {
    at: (path) => spanOf(root, path),
    key: (path) => keySpanOf(root, path) ?? spanOf(root, path),
    within: (path, start, end) => {
      const node = nodeAt(root, path);
      return node?.kind === 'scalar' ? offsetInScalar(text, node).spanOf(start, end) : spanOf(root, path);
    },
    isWhole: (path) => {
      const node = nodeAt(root, path);
      return node === undefined || node.kind === 'scalar' || node.damaged !== true;
    },
  };
}
