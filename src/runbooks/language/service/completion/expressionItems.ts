// What can be written in an expression: names with their types, functions, and behind a dot what its operand has.
import type { CelType } from '../../cel/CelValue.ts';
import { callableNames, macroNames, overloadsOf, signaturesOf } from '../../cel/overloads.ts';
import { parseType, unify } from '../../cel/Type.ts';
import { celTypes } from '../../scope/celTypes.ts';
import type { Names } from '../../scope/Name.ts';
import type { Range } from '../../Diagnostic.ts';
import { functionText } from '../functionText.ts';
import { openBrackets, typeOfOperand, typesWithin } from '../expressionContext.ts';
import { nameText } from '../nameText.ts';
import type { SymbolTable } from '../usesOf.ts';
import { symbolTable } from '../usesOf.ts';
import { rangeAround, told } from './Completing.ts';
import type { Completing } from './Completing.ts';
import type { CompletionItem } from './CompletionItem.ts';
import { nameAfter, nameBefore } from './nameAround.ts';

/** The items behind `before` and in front of `after`, both of one expression. */
export function expressionItems(
  completing: Completing,
  names: Names,
  before: string,
  after: string,
): readonly CompletionItem[] {
  const open = openBrackets(before);
  if (open === undefined) return [];
  const word = nameBefore(before);
  const rest = nameAfter(after);
  const head = before.slice(0, before.length - word.length);
  if (/[\w)\]}"']\s*$/.test(head) && !/(?<!\w)in\s+$/.test(head)) return [];
  const range = rangeAround(completing, word.length, rest.length);
  const called = after.slice(rest.length).startsWith('(');
  const types = typesWithin(head, open, celTypes(names));
  const dot = /\.\??\s*$/.exec(head);
  if (dot !== null) return memberItems(completing, range, called, names, head.slice(0, dot.index), types);
  return [...nameItems(completing, range, types, names), ...functionItems(completing, range, called)];
}

function nameItems(
  completing: Completing,
  range: Range,
  types: Readonly<Record<string, CelType>>,
  names: Names,
): CompletionItem[] {
  const table = symbolTable(completing.study);
  return Object.entries(types).map(([name, type]) => {
    const documentation = nameText(name, completing.options.locale);
    return {
      label: name,
      kind: names.has(name) ? kindOf(name, table) : 'variable',
      detail: type,
      ...(documentation === undefined ? {} : { documentation }),
      range,
      insert: name,
      sort: `1${name}`,
    };
  });
}

function kindOf(name: string, { symbols }: SymbolTable): CompletionItem['kind'] {
  return symbols.find((symbol) => symbol.name === name && symbol.kind !== 'step')?.kind ?? 'name';
}

function functionItems(completing: Completing, range: Range, called: boolean): CompletionItem[] {
  return callableNames(false).map((name) =>
    callItem(completing, { name, range, called, detail: signaturesOf(name, false) }),
  );
}

interface Call {
  readonly name: string;
  readonly range: Range;
  /** Brackets are there already. */
  readonly called: boolean;
  readonly detail: string;
}

function callItem(completing: Completing, { name, range, called, detail }: Call): CompletionItem {
  const code = functionText(name);
  const call = macroNames.has(name) ? `${name}(\${1:x}, $2)` : `${name}($1)`;
  const empty = detail !== '' && detail.split(' · ').every((signature) => signature.includes('()'));
  return {
    label: name,
    kind: 'function',
    detail,
    ...(code === undefined ? {} : { documentation: told(completing, { code }) }),
    range,
    insert: called ? name : empty ? `${name}()` : call,
    sort: `2${name}`,
  };
}

/** What is behind the dot: a role's one member, what an optional has, the methods of the type; of an unknown one, all. */
function memberItems(
  completing: Completing,
  range: Range,
  called: boolean,
  names: Names,
  before: string,
  types: Readonly<Record<string, CelType>>,
): CompletionItem[] {
  const members = names.get(/(?<![\w.])[A-Za-z_]\w*$/.exec(before)?.[0] ?? '')?.members;
  if (members !== undefined) {
    return members.map((name) => ({ label: name, kind: 'name', range, insert: name, sort: `1${name}` }));
  }
  if (/(?<![\w.])\d+$/.test(before)) return [];
  const type = typeOfOperand(before, types);
  return callableNames(true)
    .filter((name) => type === undefined || fits(name, type))
    .map((name) => callItem(completing, { name, range, called, detail: detailOf(name, type) }));
}

const OPTIONAL: Readonly<Record<string, string>> = {
  hasValue: 'optional.hasValue(): bool',
  value: 'optional.value()',
  orValue: 'optional.orValue(otherwise)',
  or: 'optional.or(optional)',
};

function fits(name: string, type: CelType): boolean {
  const receiver = parseType(type);
  const ofOptionals = Object.hasOwn(OPTIONAL, name);
  if (receiver.kind === 'optional' || ofOptionals) return receiver.kind === 'optional' && ofOptionals;
  if (receiver.kind === 'dyn') return true;
  if (macroNames.has(name)) return receiver.kind === 'list' || receiver.kind === 'map';
  return overloadsOf(name, true).some(({ parameters: [first] }) => first !== undefined && unify(first, receiver));
}

function detailOf(name: string, type: CelType | undefined): string {
  const optional = OPTIONAL[name];
  if (optional !== undefined) return optional;
  if (macroNames.has(name)) return `list.${name}(x, …)`;
  const receiver = type === undefined ? undefined : parseType(type);
  return overloadsOf(name, true)
    .filter(({ parameters: [first] }) => receiver === undefined || (first !== undefined && unify(first, receiver)))
    .map(({ signature }) => signature)
    .join(' · ');
}
