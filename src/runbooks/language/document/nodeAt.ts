// Finding a value in a document by its path.
import type { MapEntry, MapNode, Node, Path } from './Node.ts';

/** Entries by key, kept: maps may be large, and are never changed. */
const indexes = new WeakMap<MapNode, ReadonlyMap<string, MapEntry>>();

/** The entry of `key`, or undefined. */
export function entryOf(map: MapNode, key: string): MapEntry | undefined {
  const index = indexes.get(map) ?? new Map(map.entries.map((entry) => [entry.key, entry]));
  indexes.set(map, index);
  return index.get(key);
}

/** The node at `path`, or undefined where the document has none. */
export function nodeAt(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const part of path) {
    if (node?.kind === 'map') node = entryOf(node, String(part))?.value;
    else if (node?.kind === 'list' && typeof part === 'number') node = node.items[part];
    else return undefined;
  }
  return node;
}
