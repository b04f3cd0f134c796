// The YAML library's tree becomes ours: plain keys, plain values, and where each stands.
import { isMap, isScalar, isSeq, Pair } from 'yaml';
import type { ParsedNode, Scalar } from 'yaml';
import type { MapEntry, Node, ScalarNode, ScalarStyle, Span } from './Node.ts';
import type { Problem } from './Problem.ts';

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** The located tree of `node`. Keys that can't be kept are reported and left out. The tree's depth is bounded by its caller. */
export function locate(node: ParsedNode, text: string, problems: Problem[]): Node {
  const span = trimmed(text, { start: node.range[0], end: node.range[1] });
  if (isMap<ParsedNode, ParsedNode | null>(node)) {
    return { kind: 'map', entries: locateEntries(node.items, text, problems), span };
  }
  if (isSeq<ParsedNode>(node)) {
    return { kind: 'list', items: node.items.map((item) => locateItem(item, text, problems)), span };
  }
  return locateScalar(node, span);
}

/** `[a: 1]` is a list of one map; the library has a bare pair there. */
function locateItem(item: ParsedNode | Pair<ParsedNode, ParsedNode | null>, text: string, problems: Problem[]): Node {
  if (!(item instanceof Pair)) return locate(item, text, problems);
  const entries = locateEntries([item], text, problems);
  const start = item.key.range[0];
  return { kind: 'map', entries, span: { start, end: entries[0]?.value.span.end ?? start } };
}

function locateEntries(
  pairs: readonly Pair<ParsedNode, ParsedNode | null>[],
  text: string,
  problems: Problem[],
): MapEntry[] {
  const entries = new Map<string, MapEntry>();
  for (const { key: keyNode, value } of pairs) {
    const keySpan = trimmed(text, { start: keyNode.range[0], end: keyNode.range[1] });
    const key = keyOf(keyNode);
    if (key === '<<' && isScalar(keyNode) && keyNode.type === 'PLAIN') {
      problems.push({ code: 'language.alias', span: keySpan, args: { text: key } });
    } else if (key === undefined || key === '__proto__') problems.push({ code: 'language.badKey', span: keySpan });
    else if (entries.has(key)) problems.push({ code: 'language.duplicateKey', span: keySpan, args: { key } });
    else
      entries.set(key, { key, keySpan, value: value === null ? nothingAfter(keySpan) : locate(value, text, problems) });
  }
  return [...entries.values()];
}

function keyOf(node: ParsedNode): string | undefined {
  if (!isScalar(node)) return undefined;
  const { value, source } = node;
  if (typeof value === 'string') return value;
  return source === '' ? undefined : source;
}

function nothingAfter(span: Span): ScalarNode {
  return { kind: 'scalar', value: null, style: 'plain', span: { start: span.end, end: span.end } };
}

function locateScalar(node: ParsedNode, span: Span): ScalarNode {
  const { value, type } = node as Scalar.Parsed;
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  return { kind: 'scalar', value: plain, style: STYLES[type ?? 'PLAIN'] ?? 'plain', span };
}

/** Blocks end with the line breaks after them, which nobody means when pointing at them. */
function trimmed(text: string, { start, end }: Span): Span {
  let last = end;
  while (last > start && /\s/.test(text.charAt(last - 1))) last -= 1;
  return { start, end: last };
}
