// Renaming an input, a role, a capture or a step everywhere, or saying why that would change what the runbook does.
import { reservedNames } from '../cel/reservedNames.ts';
import type { Position, Range } from '../Diagnostic.ts';
import type { Span } from '../document/Node.ts';
import type { Source } from '../readRunbook.ts';
import type { Message } from '../../texts/Message.ts';
import { nameSchema } from '../schema/primitives.ts';
import { offsetAt } from './offsetAt.ts';
import type { RunbookSymbol } from './RunbookSymbol.ts';
import { Study, studyOf } from './Study.ts';
import type { TextEdit } from './TextEdit.ts';
import { symbolAt, symbolTable } from './usesOf.ts';
import type { SymbolTable } from './usesOf.ts';

/** The name that would be renamed; undefined where none stands. */
export function findRenameable(
  source: Source,
  position: Position,
): { readonly range: Range; readonly name: string } | { readonly problem: Message } | undefined {
  const study = studyOf(source.text);
  const found = symbolAt(study, offsetAt(source.text, position));
  if (found === undefined) return undefined;
  const problem = hindrance(study, found.symbol);
  if (problem !== undefined) return { problem };
  return { range: study.positions.rangeAt(found.span), name: found.symbol.name };
}

/** The edits that give the name at `position` another one. */
export function renameSymbol(
  source: Source,
  position: Position,
  newName: string,
): { readonly edits: readonly TextEdit[] } | { readonly problem: Message } | undefined {
  const study = studyOf(source.text);
  const symbol = symbolAt(study, offsetAt(source.text, position))?.symbol;
  if (symbol === undefined) return undefined;
  if (newName === symbol.name) return { edits: [] };
  const table = symbolTable(study);
  const problem = hindrance(study, symbol) ?? refusal(newName, symbol, table);
  if (problem !== undefined) return { problem };
  const spans = [symbol.span, ...table.uses.filter((use) => use.symbol === symbol).map(({ span }) => span)];
  const unique = [...new Map(spans.map((span) => [span.start, span])).values()].sort((a, b) => a.start - b.start);
  if (!meansTheSame(table, symbol, newName, new Study(replaced(source.text, unique, newName)))) {
    return { problem: { code: 'service.rename.clash', args: { name: newName } } };
  }
  return { edits: unique.map((span) => ({ range: study.positions.rangeAt(span), newText: newName })) };
}

/** Why this symbol can't be renamed, whatever the name. */
function hindrance(study: Study, symbol: RunbookSymbol): Message | undefined {
  // A part that can't be read may use the name.
  if (!study.sound || study.shaped.problems.length > 0) return { code: 'service.rename.damaged' };
  const { contested, uses } = symbolTable(study);
  const handedOn = uses.find(
    (use) => use.symbol === symbol && use.place?.notation === 'sh' && isExport(study.text, use.span),
  );
  const place = contested.find((one) => one.symbol === symbol)?.place ?? handedOn?.place;
  if (place === undefined) return undefined;
  const { line } = study.positions.positionAt(study.locator.at(place.path).start);
  return { code: 'service.rename.setInScript', args: { name: symbol.name, line: line + 1 } };
}

/** `export name` gives it to other programs under that name. */
function isExport(text: string, { start }: Span): boolean {
  return /\b(?:export|readonly)(?:[ \t]+[\w=]+)*[ \t]+$/.test(text.slice(Math.max(0, start - 200), start));
}

function refusal(newName: string, symbol: RunbookSymbol, { symbols }: SymbolTable): Message | undefined {
  const args = { name: newName };
  if (!nameSchema.safeParse(newName).success) return { code: 'language.badName', args: { text: newName } };
  const sameSpace = (other: RunbookSymbol): boolean => (other.kind === 'step') === (symbol.kind === 'step');
  const others = symbols.filter((other) => other !== symbol && sameSpace(other));
  if (others.some(({ name }) => name === newName)) {
    return { code: symbol.kind === 'step' ? 'language.duplicateStep' : 'service.rename.taken', args };
  }
  if (symbol.kind === 'step') return undefined;
  if (reservedNames.has(newName)) return { code: 'language.reservedName', args };
  const variables = (role: string): string[] => [`${role}_host`, `${role}_hosts`];
  const given = others.find(({ kind, name }) => kind === 'role' && variables(name).includes(newName));
  if (given !== undefined) return { code: 'language.roleVariableTaken', args: { name: newName, role: given.name } };
  const own = symbol.kind === 'role' ? others.find(({ name }) => variables(newName).includes(name)) : undefined;
  return own && { code: 'language.roleVariableTaken', args: { name: own.name, role: newName } };
}

function replaced(text: string, spans: readonly Span[], newText: string): string {
  let result = '';
  let at = 0;
  for (const { start, end } of spans) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}

/** Whether every name means afterwards what it meant before: a script or a macro may have had the new name for itself. */
function meansTheSame(before: SymbolTable, symbol: RunbookSymbol, newName: string, after: Study): boolean {
  const written = (table: SymbolTable, nameOf: (one: RunbookSymbol) => string): string =>
    JSON.stringify([
      table.symbols.map((one) => [one.kind, nameOf(one)]),
      table.uses.map(({ symbol: used }) => [used.kind, nameOf(used)]),
      table.contested.map((one) => nameOf(one.symbol)),
    ]);
  return (
    written(before, (one) => (one === symbol ? newName : one.name)) === written(symbolTable(after), ({ name }) => name)
  );
}
