// Which key or value stands at an offset of a document.
import type { MapEntry, MapNode, Node, Path, ScalarNode } from '../document/Node.ts';

export type ScalarAt =
  | { readonly at: 'key'; /** Of the entry. */ readonly path: Path; readonly entry: MapEntry; readonly map: MapNode }
  | { readonly at: 'value'; readonly path: Path; readonly node: ScalarNode };

/** The key or scalar at `offset`, its ends included; the innermost one. */
export function scalarAt(node: Node, offset: number, path: Path = []): ScalarAt | undefined {
  if (node.kind === 'scalar') {
    return node.span.start <= offset && offset <= node.span.end ? { at: 'value', path, node } : undefined;
  }
  if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) {
      const found = scalarAt(item, offset, [...path, index]);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  for (const entry of node.entries) {
    const { keySpan, key, value } = entry;
    const at = [...path, key];
    if (keySpan.start <= offset && offset <= keySpan.end) return { at: 'key', path: at, entry, map: node };
    const found = scalarAt(value, offset, at);
    if (found !== undefined) return found;
  }
  return undefined;
}
