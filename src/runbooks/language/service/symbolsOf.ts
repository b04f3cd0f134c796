// What a runbook declares: inputs, roles, steps, captures; of broken documents too.
import { entryOf } from '../document/nodeAt.ts';
import type { MapEntry, MapNode, Node, Path, Span } from '../document/Node.ts';
import type { RunbookSymbol, SymbolKind } from './RunbookSymbol.ts';
import type { Study } from './Study.ts';

/** All symbols in the order of the document; of several of one name, the first. */
export function symbolsOf({ root, text }: Study): readonly RunbookSymbol[] {
  if (root.kind !== 'map') return [];
  const found = [
    ...keysOf(root, 'input', 'inputs', [], text),
    ...keysOf(root, 'role', 'targets', [], text),
    ...stepSymbols(entryOf(root, 'steps')?.value, ['steps'], text),
  ];
  const unique = new Map<string, RunbookSymbol>();
  for (const symbol of found) {
    const key = `${symbol.kind === 'step' ? 'step' : 'value'} ${symbol.name}`;
    if (!unique.has(key)) unique.set(key, symbol);
  }
  return [...unique.values()];
}

function keysOf(map: MapNode, kind: SymbolKind, key: string, at: Path, text: string): RunbookSymbol[] {
  const holder = entryOf(map, key)?.value;
  if (holder?.kind !== 'map') return [];
  return holder.entries.map((entry) => ({
    kind,
    name: entry.key,
    path: [...at, key, entry.key],
    span: unquotedSpan(entry.keySpan, text),
    whole: wholeOf(entry),
  }));
}

function wholeOf({ keySpan, value }: MapEntry): Span {
  return { start: keySpan.start, end: Math.max(keySpan.end, value.span.end) };
}

function* stepSymbols(steps: Node | undefined, at: Path, text: string): Generator<RunbookSymbol> {
  if (steps?.kind !== 'list') return;
  for (const [index, step] of steps.items.entries()) {
    if (step.kind !== 'map') continue;
    const path = [...at, index];
    const id = entryOf(step, 'id')?.value;
    if (id?.kind === 'scalar' && typeof id.value === 'string') {
      yield { kind: 'step', name: id.value, path, span: unquotedSpan(id.span, text), whole: step.span };
    }
    yield* keysOf(step, 'capture', 'capture', path, text);
    yield* stepSymbols(entryOf(step, 'steps')?.value, [...path, 'steps'], text);
  }
}

/** What stands between the quotes. */
export function unquotedSpan(span: Span, text: string): Span {
  const quoted = /["']/.test(text.charAt(span.start)) && span.end - span.start >= 2;
  return quoted ? { start: span.start + 1, end: span.end - 1 } : span;
}
