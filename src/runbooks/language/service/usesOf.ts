// Where the names that a runbook declares are used: expressions, templates, scripts, and keys that name a role or a step.
import { entryOf } from '../document/nodeAt.ts';
import type { MapNode, Node, Span } from '../document/Node.ts';
import { namesInScript } from '../namesInScript.ts';
import type { Place } from '../scope/Place.ts';
import { templateParts } from '../templateParts.ts';
import { namesInExpression } from './namesInExpression.ts';
import type { RunbookSymbol, SymbolUse } from './RunbookSymbol.ts';
import type { Study } from './Study.ts';
import { symbolsOf, unquotedSpan } from './symbolsOf.ts';

/** The symbols of a runbook, by what is looked for. */
export interface SymbolTable {
  readonly symbols: readonly RunbookSymbol[];
  readonly uses: readonly SymbolUse[];
  /** Scripts that set a variable of a symbol's name themselves, so that it can't be told which of the two is meant. */
  readonly contested: readonly { readonly symbol: RunbookSymbol; readonly place: Place }[];
}

const tables = new WeakMap<Study, SymbolTable>();

/** The symbols of `study` and their uses, worked out once. */
export function symbolTable(study: Study): SymbolTable {
  const table = tables.get(study) ?? tableOf(study);
  tables.set(study, table);
  return table;
}

function tableOf(study: Study): SymbolTable {
  const symbols = symbolsOf(study);
  const values = new Map(symbols.filter(({ kind }) => kind !== 'step').map((symbol) => [symbol.name, symbol]));
  const steps = new Map(symbols.filter(({ kind }) => kind === 'step').map((symbol) => [symbol.name, symbol]));
  const contested: { symbol: RunbookSymbol; place: Place }[] = [];
  const uses = study.places.flatMap((place) => {
    if (place.notation === 'sh') {
      const found = inScript(place, values);
      contested.push(...found.contested.map((symbol) => ({ symbol, place })));
      return located(study, place, found.uses);
    }
    return located(
      study,
      place,
      place.notation === 'cel' ? inExpression(place.text, 0, values) : inTemplate(place, values),
    );
  });
  return { symbols, uses: [...uses, ...named(study, values, steps)], contested };
}

interface Found {
  readonly symbol: RunbookSymbol;
  readonly start: number;
  readonly end: number;
}
type ByName = ReadonlyMap<string, RunbookSymbol>;

function located(study: Study, place: Place, found: readonly Found[]): SymbolUse[] {
  return found.map(({ symbol, start, end }) => ({
    symbol,
    place,
    span: study.locator.within(place.path, start, end),
  }));
}

function inExpression(expression: string, at: number, values: ByName): Found[] {
  return namesInExpression(expression).flatMap(({ name, start, end }) => {
    const symbol = values.get(name);
    return symbol === undefined ? [] : [{ symbol, start: at + start, end: at + end }];
  });
}

function inTemplate({ text }: Place, values: ByName): Found[] {
  return templateParts(text).flatMap((part) => {
    if (part.kind === 'literal') return [];
    const skipped = part.kind === 'unclosed' ? 2 : 0;
    return inExpression(part.text.slice(skipped), part.start + skipped, values);
  });
}

function inScript(place: Place, values: ByName): { uses: Found[]; contested: RunbookSymbol[] } {
  const { uses, assigns } = namesInScript(place.text);
  const contested = [...assigns].flatMap((name) =>
    place.names.get(name)?.inShell === true ? (values.get(name) ?? []) : [],
  );
  const found = uses.flatMap(({ name, start }): Found[] => {
    if (assigns.has(name)) return [];
    const own = values.get(name);
    if (own !== undefined) return own.kind === 'role' ? [] : [{ symbol: own, start, end: start + name.length }];
    const role = values.get(name.replace(/_hosts?$/, ''));
    return role?.kind === 'role' ? [{ symbol: role, start, end: start + role.name.length }] : [];
  });
  return { uses: found, contested };
}

/** Values that are the name of a role or a step. */
function* named(study: Study, roles: ByName, steps: ByName): Generator<SymbolUse> {
  const { root, text } = study;
  const use = function* (node: Node | undefined, symbols: ByName): Generator<SymbolUse> {
    if (node?.kind === 'list') for (const item of node.items) yield* use(item, symbols);
    if (node?.kind !== 'scalar' || typeof node.value !== 'string') return;
    const symbol = symbols.get(node.value);
    if (symbol !== undefined && (symbols === steps || symbol.kind === 'role')) {
      yield { symbol, span: unquotedSpan(node.span, text) };
    }
  };
  for (const part of partsOf(root)) {
    yield* use(entryOf(part, 'target')?.value, roles);
    yield* use(entryOf(part, 'each')?.value, roles);
    yield* use(entryOf(part, 'during')?.value, steps);
    const targets = entryOf(part, 'use') === undefined ? undefined : entryOf(part, 'targets')?.value;
    if (targets?.kind === 'map') for (const { value } of targets.entries) yield* use(value, roles);
  }
}

/** Every gate and every step. */
function* partsOf(node: Node | undefined): Generator<MapNode> {
  if (node?.kind !== 'map') return;
  for (const key of ['preconditions', 'guards', 'steps', 'postconditions', 'require', 'verify']) {
    const list = entryOf(node, key)?.value;
    if (list?.kind !== 'list') continue;
    for (const item of list.items) {
      if (item.kind !== 'map') continue;
      yield item;
      yield* partsOf(item);
    }
  }
  yield* partsOf(entryOf(node, 'undo')?.value);
}

/** Whether an offset is in a span or at one of its ends. */
export function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The symbol whose name stands at `offset`, declared or used there. */
export function symbolAt(
  study: Study,
  offset: number,
): { readonly symbol: RunbookSymbol; readonly span: Span } | undefined {
  const { symbols, uses } = symbolTable(study);
  const declared = symbols.find(({ span }) => touches(span, offset));
  if (declared !== undefined) return { symbol: declared, span: declared.span };
  return uses.find(({ span }) => touches(span, offset));
}
