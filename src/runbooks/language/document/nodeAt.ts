// Finding a value in a document by its path.
import type { MapEntry, MapNode, Node, Path } from './Node.ts';

/** The entry of `key`, or undefined. */
export function entryOf(map: MapNode, key: string): MapEntry | undefined {
  return map.entries.find((entry) => entry.key === key);
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
