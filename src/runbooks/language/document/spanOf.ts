// Where to point when something is wrong with the value at a path.
import type { MapNode, Node, Path, Span } from './Node.ts';
import { entryOf, nodeAt } from './nodeAt.ts';

/**
 * The span that stands for the value at `path`: the value itself where it is a scalar on one line, else its key, else
 * the first key in it. A path that the document lacks gives that of the nearest part it has.
 */
export function spanOf(root: Node, path: Path): Span {
  const node = nodeAt(root, path);
  if (node === undefined) return path.length === 0 ? root.span : spanOf(root, path.slice(0, -1));
  if (node.kind === 'scalar' && node.style !== 'literal' && node.style !== 'folded') return node.span;
  return keySpanOf(root, path) ?? headSpanOf(node);
}

/** The span of the key at `path`; undefined for items of lists, for the root, and for what is not there. */
export function keySpanOf(root: Node, path: Path): Span | undefined {
  const parent = path.length === 0 ? undefined : nodeAt(root, path.slice(0, -1));
  return parent?.kind === 'map' ? entryOf(parent, String(path.at(-1)))?.keySpan : undefined;
}

function headSpanOf(node: Node): Span {
  if (node.kind === 'map') return (node satisfies MapNode).entries[0]?.keySpan ?? node.span;
  if (node.kind === 'list' && node.items[0] !== undefined) return headSpanOf(node.items[0]);
  return node.span;
}
