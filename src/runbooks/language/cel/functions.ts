// Every function and method of our CEL. What is not here can't be called, so what the library brings along stays out of reach.
import { formatDuration, parseDuration } from '../duration.ts';
import type { Budget } from './Budget.ts';
import { celDuration, nanosecondsOf } from './celDuration.ts';
import type { CelDuration, CelValue } from './CelValue.ts';
import { fail } from './EvaluationFailure.ts';
import { decimalNumber, exactInt, wholeNumber } from './numbers.ts';
import { findPattern, matchesPattern } from './pattern.ts';
import { parseType, type Type } from './Type.ts';
import { isList, kindOf } from './kindOf.ts';

/** One overload. A method's receiver is its first parameter. */
export interface CelFunction {
  readonly signature: string;
  readonly name: string;
  readonly method: boolean;
  readonly parameters: readonly Type[];
  readonly returns: Type;
  readonly call: (args: readonly CelValue[], budget: Budget) => CelValue;
}

/** `call` gets arguments of the signature's types: they are matched before it is called, so that it may take them as such. */
function define(signature: string, call: (args: never, budget: Budget) => CelValue): CelFunction {
  const match = /^(?:(\S+)\.)?(\w+)\((.*)\): (.+)$/.exec(signature);
  if (!match) throw new Error(`no signature: ${signature}`);
  const [, receiver, name = '', parameters = '', returns = ''] = match;
  const types = [receiver, ...parameters.split(', ')].filter((type) => type !== undefined && type !== '');
  return {
    signature,
    name,
    method: receiver !== undefined,
    parameters: types.map((type) => parseType(type ?? '')),
    returns: parseType(returns),
    call: call as CelFunction['call'],
  };
}

type Text = readonly [string];
type Texts = readonly [string, string];
type List<T> = readonly [readonly T[]];

const conversions = [
  define('whole(string): int', ([text]: Text) => wholeNumber(text) ?? fail('cel.notWhole', { text: excerpt(text) })),
  define(
    'number(string): double',
    ([text]: Text) => decimalNumber(text) ?? fail('cel.notNumber', { text: excerpt(text) }),
  ),
  define('json(string): dyn', ([text]: Text, budget) => json(text, budget)),
  define('lines(string): list<string>', ([text]: Text, budget) => lines(text, budget)),
  define('int(int): int', ([value]: readonly [bigint]) => value),
  define(
    'int(double): int',
    ([value]: readonly [number]) => exactInt(value) ?? fail('cel.notExact', { number: value }),
  ),
  define('double(double): double', ([value]: readonly [number]) => value),
  define('double(int): double', ([value]: readonly [bigint]) => Number(value)),
  define('string(string): string', ([value]: Text) => value),
  define('string(int): string', ([value]: readonly [bigint]) => String(value)),
  define('string(double): string', ([value]: readonly [number]) => String(value)),
  define('string(bool): string', ([value]: readonly [boolean]) => String(value)),
  define('string(duration): string', ([value]: readonly [CelDuration]) => formatDuration(milliseconds(value))),
  define('bool(bool): bool', ([value]: readonly [boolean]) => value),
  define('bool(string): bool', ([text]: Text) => bool(text)),
  define('duration(string): duration', ([text]: Text) => duration(text)),
];

const ofLists = [
  define('size(list): int', ([list]: List<CelValue>) => BigInt(list.length)),
  define('list.size(): int', ([list]: List<CelValue>) => BigInt(list.length)),
  define('size(map): int', ([map]: readonly [Record<string, CelValue>]) => BigInt(Object.keys(map).length)),
  define('map.size(): int', ([map]: readonly [Record<string, CelValue>]) => BigInt(Object.keys(map).length)),
  define('sorted(list<string>): list<string>', ([list]: List<string>, budget) => sorted(list, byCodePoints, budget)),
  define('sorted(list<int>): list<int>', ([list]: List<bigint>, budget) => sorted(list, byOrder, budget)),
  define('sorted(list<double>): list<double>', ([list]: List<number>, budget) => sorted(list, byOrder, budget)),
  define('list<string>.join(): string', ([list]: List<string>, budget) => join(list, '', budget)),
  define('list<string>.join(string): string', ([list, separator]: readonly [readonly string[], string], budget) =>
    join(list, separator, budget),
  ),
];

const ofTexts = [
  define('size(string): int', ([text]: Text, budget) => size(text, budget)),
  define('string.size(): int', ([text]: Text, budget) => size(text, budget)),
  define('find(string, string): string', ([text, pattern]: Texts, budget) => findPattern(text, pattern, budget)),
  define('string.matches(string): bool', ([text, pattern]: Texts, budget) => matchesPattern(text, pattern, budget)),
  define('string.contains(string): bool', ([text, part]: Texts, budget) => scanned(text, budget).includes(part)),
  define('string.startsWith(string): bool', ([text, part]: Texts, budget) => scanned(text, budget).startsWith(part)),
  define('string.endsWith(string): bool', ([text, part]: Texts, budget) => scanned(text, budget).endsWith(part)),
  define('string.indexOf(string): int', ([text, part]: Texts, budget) => BigInt(scanned(text, budget).indexOf(part))),
  define('string.lastIndexOf(string): int', ([text, part]: Texts, budget) =>
    BigInt(scanned(text, budget).lastIndexOf(part)),
  ),
  define('string.trim(): string', ([text]: Text, budget) => scanned(text, budget).trim()),
  define('string.lowerAscii(): string', ([text]: Text, budget) =>
    scanned(text, budget).replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
  ),
  define('string.upperAscii(): string', ([text]: Text, budget) =>
    scanned(text, budget).replace(/[a-z]+/g, (letters) => letters.toUpperCase()),
  ),
  define('string.split(string): list<string>', ([text, separator]: Texts, budget) => split(text, separator, budget)),
  define('string.substring(int): string', ([text, start]: readonly [string, bigint], budget) =>
    substring(text, start, BigInt(text.length), budget),
  ),
  define('string.substring(int, int): string', ([text, start, end]: readonly [string, bigint, bigint], budget) =>
    substring(text, start, end, budget),
  ),
];

const ofDurations = (
  [
    ['getHours', 3_600_000],
    ['getMinutes', 60_000],
    ['getSeconds', 1000],
    ['getMilliseconds', 1],
  ] as const
).map(([name, unit]) =>
  define(`duration.${name}(): int`, ([value]: readonly [CelDuration]) =>
    BigInt(Math.trunc(milliseconds(value) / unit)),
  ),
);

/** All functions and methods, overloads of one name together. */
export const functions: readonly CelFunction[] = [...conversions, ...ofLists, ...ofTexts, ...ofDurations];

/** A text as a message shows it: its beginning, its line ends and quotes visible. */
function excerpt(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

function scanned(text: string, budget: Budget): string {
  budget.spendText(text.length);
  return text;
}

function json(text: string, budget: Budget): CelValue {
  budget.spend(text.length / 8);
  try {
    return JSON.parse(text) as CelValue;
  } catch (error) {
    if (error instanceof SyntaxError) return fail('cel.notJson', { text: excerpt(text) });
    throw error;
  }
}

/** A trailing line end begins no further line, and an empty text has none. */
function lines(text: string, budget: Budget): readonly string[] {
  if (text === '') return [];
  return split(text.replace(/\r?\n$/, '').replaceAll('\r\n', '\n'), '\n', budget);
}

function split(text: string, separator: string, budget: Budget): readonly string[] {
  const parts = separator === '' ? Array.from(text) : text.split(separator);
  budget.spend(1 + parts.length / 4 + text.length / 64);
  return parts;
}

function join(list: readonly string[], separator: string, budget: Budget): string {
  const length = list.reduce((sum, element) => sum + element.length + separator.length, 0);
  budget.spend(1 + list.length / 4 + length / 16);
  return list.join(separator);
}

/** Characters as people count them, not UTF-16 units. */
function size(text: string, budget: Budget): bigint {
  budget.spend(1 + text.length / 16);
  const pairs = text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0;
  return BigInt(text.length - pairs);
}

function substring(text: string, start: bigint, end: bigint, budget: Budget): string {
  budget.spendText(text.length);
  if (start < 0n || end < start || end > BigInt(text.length))
    return fail('cel.outOfRange', { index: String(start < 0n ? start : end) });
  return text.slice(Number(start), Number(end));
}

function sorted<T extends CelValue>(list: readonly T[], order: (a: T, b: T) => number, budget: Budget): readonly T[] {
  const characters = list.reduce((sum, element) => sum + (typeof element === 'string' ? element.length : 0), 0);
  budget.spend(1 + (list.length + characters / 16) * Math.log2(list.length + 2));
  return list.toSorted(order);
}

function byOrder<T extends bigint | number>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}

/** CEL orders texts by code points; UTF-16 units order them otherwise beyond the basic plane. */
function byCodePoints(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const [unitA, unitB] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (unitA !== unitB) return surrogatesLast(unitA) - surrogatesLast(unitB);
  }
  return a.length - b.length;
}

function surrogatesLast(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function bool(text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return fail('cel.notTrueOrFalse', { text: excerpt(text) });
}

function duration(text: string): CelDuration {
  const parsed = parseDuration(text);
  return parsed === undefined ? fail('cel.notDuration', { text: excerpt(text) }) : celDuration(parsed);
}

function milliseconds(value: CelDuration): number {
  return Number(nanosecondsOf(value) / 1_000_000n);
}

/** Whether a value is of a parameter's type, looking at every element of a list: a JSON list may hold anything. */
export function takes(type: Type, value: CelValue, budget: Budget): boolean {
  if (type.kind === 'dyn') return true;
  if (type.kind !== kindOf(value)) return false;
  if (type.kind !== 'list' || type.of.kind === 'dyn' || !isList(value)) return true;
  budget.spend(value.length / 16);
  return value.every((element) => takes(type.of, element, budget));
}
