// A part of a document that was read for itself, put where it stands in the whole.
import type { Node, Span } from '../document/Node.ts';

/** `node` with every place moved by `by`. */
export function shiftedNode(node: Node, by: number): Node {
  if (by === 0) return node;
  const moved = ({ start, end }: Span): Span => ({ start: start + by, end: end + by });
  const span = moved(node.span);
  switch (node.kind) {
    case 'scalar':
      return { ...node, span };
    case 'list':
      return { ...node, span, items: node.items.map((item) => shiftedNode(item, by)) };
    case 'map':
      return {
        ...node,
        span,
        entries: node.entries.map(({ key, keySpan, value }) => ({
          key,
          keySpan: moved(keySpan),
          value: shiftedNode(value, by),
        })),
      };
  }
}
