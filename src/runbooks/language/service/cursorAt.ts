// What is being written at a place of a document, however little of it is there.
import type { MapNode, Node, Path, ScalarNode } from '../document/Node.ts';
import { parseResiliently } from './parseResiliently.ts';
import { unquotedSpan } from './symbolsOf.ts';

interface Common {
  /** The document as it would be with a word at the cursor, which `MARK` stands for. */
  readonly root: Node;
  /** What is written before and after the cursor, in the key or the value. */
  readonly before: string;
  readonly after: string;
  /** Offsets, in the document without the mark, of the key or value: between its quotes, where it has some. */
  readonly start: number;
  readonly end: number;
  /** Whether nothing but dashes stands before it in its line. */
  readonly leads: boolean;
  /** How far in it begins. */
  readonly column: number;
}

export type Cursor =
  /** `path` is the map's. */
  | (Common & { readonly kind: 'key'; readonly path: Path; readonly map: MapNode; readonly flow: boolean })
  | (Common & { readonly kind: 'value'; readonly path: Path; readonly node: ScalarNode; readonly flow: boolean });

/** A word that nobody writes, and that every notation takes for a name. */
export const MARK = '__here__';

/** What is written at `offset`; undefined in comments, and where nothing can be told. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  if (text.includes(MARK)) return undefined;
  const marked = text.slice(0, offset) + MARK + text.slice(offset);
  const { root } = parseResiliently(marked);
  return find(root, [], { root, marked, flow: false });
}

interface Search {
  readonly root: Node;
  readonly marked: string;
  readonly flow: boolean;
}

function find(node: Node, path: Path, search: Search): Cursor | undefined {
  if (node.kind === 'scalar') {
    if (typeof node.value !== 'string' || !node.value.includes(MARK)) return undefined;
    return { kind: 'value', path, node, flow: search.flow, ...common(node.value, node.span, node.style, search) };
  }
  const inside = { ...search, flow: search.flow || /[[{]/.test(search.marked.charAt(node.span.start)) };
  if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) {
      const found = find(item, [...path, index], inside);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  for (const { key, keySpan, value } of node.entries) {
    if (key.includes(MARK)) {
      return { kind: 'key', path, map: node, flow: inside.flow, ...common(key, keySpan, 'plain', search) };
    }
    const found = find(value, [...path, key], inside);
    if (found !== undefined) return found;
  }
  return undefined;
}

function common(value: string, span: Node['span'], style: ScalarNode['style'], { root, marked }: Search): Common {
  const at = value.indexOf(MARK);
  const block = style === 'literal' || style === 'folded';
  const { start, end } = block ? span : unquotedSpan(span, marked);
  const line = marked.lastIndexOf('\n', span.start - 1) + 1;
  const lead = marked.slice(line, span.start);
  return {
    root,
    before: value.slice(0, at),
    after: value.slice(at + MARK.length),
    start,
    end: Math.max(start, end - MARK.length),
    leads: /^[\s-]*$/.test(lead),
    column: lead.length,
  };
}
