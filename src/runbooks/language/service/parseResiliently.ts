// A document while it is being written: whatever can be read of a text that is no YAML yet, with everything in its place.
import { parseDocument as parseYaml } from 'yaml';
import { locate } from '../document/locate.ts';
import type { MapEntry, Node, Span } from '../document/Node.ts';
import { parseDocument } from '../document/parseDocument.ts';
import { shiftedNode } from './shiftedNode.ts';

/** A tree of what could be read. */
export interface ResilientTree {
  readonly root: Node;
  /** Whether all of the text is YAML, so that nothing was guessed. */
  readonly sound: boolean;
}

/** Problems after which a text is left alone: reading on would take too long or means nothing. */
const HOPELESS: ReadonlySet<string> = new Set(['language.tooLarge', 'language.tooDeep', 'language.alias']);
/** A key with what belongs to it below; its colon may not be there yet. */
const KEY_LINE = /^([ ]*)(?:([\w.-]+|"[^"\n]*"|'[^'\n]*')[ ]*:[ \t]*(?:#.*)?|([\w.-]+))$/;
const KEY = /^[ ]*(?:[\w.-]+|"[^"\n]*"|'[^'\n]*')[ ]*:(?:\s|$)/;
const DASH = /^[ ]*-(?:\s|$)/;
const NOTHING = /^\s*(?:#.*)?$/;

/** Reads `text`; where it is broken, each part that stands in lines of its own is read for itself. Never throws. */
export function parseResiliently(text: string): ResilientTree {
  const strict = parseDocument(text);
  if (strict.root !== undefined) return { root: strict.root, sound: true };
  return { root: recovered(text, 0) ?? emptyMap(text.length), sound: false };
}

function emptyMap(length: number): Node {
  return { kind: 'map', entries: [], span: { start: 0, end: length } };
}

/** What can be read of `chunk`, whole lines that begin at `base` of the text. */
function recovered(chunk: string, base: number): Node | undefined {
  const strict = parseDocument(chunk);
  if (strict.root !== undefined) return shiftedNode(strict.root, base);
  if (strict.problems.some(({ code }) => HOPELESS.has(code))) return undefined;
  const pieces = piecesOf(chunk);
  if (pieces.length > 1) {
    return joined(pieces.flatMap(({ start, end }) => recovered(chunk.slice(start, end), base + start) ?? []));
  }
  return opened(chunk, base) ?? asIs(chunk, base);
}

/** One entry or item with lines of its own below: what is below is read for itself. */
function opened(chunk: string, base: number): Node | undefined {
  const lines = linesOf(chunk).filter(({ text }) => !NOTHING.test(text));
  const [head] = lines;
  if (head === undefined) return undefined;
  if (DASH.test(head.text)) {
    const dash = head.start + head.text.indexOf('-');
    const item = recovered(`${chunk.slice(0, dash)} ${chunk.slice(dash + 1)}`, base);
    const span = { start: base + dash, end: item?.span.end ?? base + dash + 1 };
    return { kind: 'list', items: [item ?? nothingAt(base + dash + 1)], span };
  }
  const match = KEY_LINE.exec(head.text);
  if (match === null || lines.length < 2) return undefined;
  const [, indent = '', closed, open = ''] = match;
  const written = closed ?? open;
  const start = base + head.start + indent.length;
  const keySpan = { start, end: start + written.length };
  const value = recovered(chunk.slice(head.end), base + head.end) ?? nothingAt(keySpan.end);
  const key = /^["']/.test(written) ? written.slice(1, -1) : written;
  return { kind: 'map', entries: [{ key, keySpan, value }], span: { start, end: value.span.end } };
}

/** As the YAML library takes it, mistakes and all. */
function asIs(chunk: string, base: number): Node | undefined {
  const { contents } = parseYaml(chunk, { version: '1.2', schema: 'core', uniqueKeys: false, logLevel: 'silent' });
  return contents === null ? undefined : shiftedNode(locate(contents, chunk, []), base);
}

/** Maps become one map, lists one list; a lone word among the entries of a map is a key that has no colon yet. */
function joined(nodes: readonly Node[]): Node | undefined {
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const span = { start: first.span.start, end: last.span.end };
  if (!nodes.some(({ kind }) => kind === 'map')) {
    const items = nodes.flatMap((node) => (node.kind === 'list' ? node.items : []));
    return items.length === 0 ? first : { kind: 'list', items, span };
  }
  const entries = new Map<string, MapEntry>();
  for (const node of nodes) {
    for (const entry of entriesOf(node)) if (!entries.has(entry.key)) entries.set(entry.key, entry);
  }
  return { kind: 'map', entries: [...entries.values()], span };
}

function entriesOf(node: Node): readonly MapEntry[] {
  if (node.kind === 'map') return node.entries;
  if (node.kind === 'list' || node.style !== 'plain' || typeof node.value !== 'string') return [];
  return [{ key: node.value, keySpan: node.span, value: nothingAt(node.span.end) }];
}

function nothingAt(offset: number): Node {
  return { kind: 'scalar', value: null, style: 'plain', span: { start: offset, end: offset } };
}

interface Line extends Span {
  readonly text: string;
}

function linesOf(chunk: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < chunk.length;) {
    const found = chunk.indexOf('\n', start);
    const end = found === -1 ? chunk.length : found + 1;
    lines.push({ start, end, text: chunk.slice(start, end).trimEnd() });
    start = end;
  }
  return lines;
}

/** Cuts at the least indented lines: at every key, else at every dash. */
function piecesOf(chunk: string): Span[] {
  const lines = linesOf(chunk);
  // What a tab indents belongs to nothing.
  const written = lines.filter(({ text }) => !NOTHING.test(text) && !/^ *\t/.test(text));
  const least = Math.min(...written.map(({ text }) => indentOf(text)));
  const outermost = written.filter(({ text }) => indentOf(text) === least);
  const keyed = outermost.some(({ text }) => KEY.test(text));
  const starts = outermost.filter(({ text }) => !keyed || !DASH.test(text)).map(({ start }) => start);
  return starts.map((start, index) => ({ start: index === 0 ? 0 : start, end: starts[index + 1] ?? chunk.length }));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
