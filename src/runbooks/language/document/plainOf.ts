// A document's plain value, as a schema takes it.
import type { Node } from './Node.ts';

/** Maps become objects, lists arrays, scalars themselves. */
export function plainOf(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainOf);
    case 'map':
      return Object.fromEntries(node.entries.map((entry) => [entry.key, plainOf(entry.value)]));
  }
}
