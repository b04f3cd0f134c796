// A value of another type than the schema wants.
import type { TextCode } from '../../texts/say.ts';
import type { Node } from '../document/Node.ts';
import type { Problem } from '../document/Problem.ts';
import type { Notation } from '../schema.ts';

const CODES: Readonly<Record<string, TextCode>> = {
  string: 'language.expectedText',
  number: 'language.expectedNumber',
  int: 'language.expectedInteger',
  boolean: 'language.expectedBoolean',
  array: 'language.expectedList',
  object: 'language.expectedMap',
  record: 'language.expectedMap',
};
const YES = /^(yes|on|y)$/i;
const NO = /^(no|off|n)$/i;

/** A value and what is wanted in its place. */
export interface Mistyped {
  /** The type, in the words of the schema's library. */
  readonly expected: string;
  readonly notation: Notation | undefined;
  /** The key it belongs to. */
  readonly key: string;
  readonly node: Node;
  readonly text: string;
}

/** What to write instead; where quotes, a unit or another word would do, with the fix. */
export function wrongType({ expected, notation, key, node, text }: Mistyped): Omit<Problem, 'span'> {
  if (node.kind !== 'scalar')
    return { code: expected === 'string' ? 'language.expectedOneText' : codeOf(expected), args: { key } };
  if (node.value === null) return { code: 'language.emptyValue', args: { key } };
  const found = text.slice(node.span.start, node.span.end);
  if (notation === 'duration' && typeof node.value === 'number') {
    return { code: 'language.badDuration', args: { text: found }, fix: { span: node.span, newText: `${found}s` } };
  }
  const newText = replacement(expected, node.value, found);
  return {
    code: codeOf(expected),
    args: { key, found },
    ...(newText === undefined ? {} : { fix: { span: node.span, newText } }),
  };
}

function codeOf(expected: string): TextCode {
  const code = CODES[expected];
  if (code === undefined) throw new Error(`the schema has a type without a message: ${expected}`);
  return code;
}

function replacement(expected: string, value: string | number | boolean | null, found: string): string | undefined {
  if (expected === 'string') return `'${found}'`;
  if (expected === 'boolean' && YES.test(String(value))) return 'true';
  if (expected === 'boolean' && NO.test(String(value))) return 'false';
  const number = expected === 'int' ? /^[+-]?\d+$/ : /^[+-]?\d+(\.\d+)?$/;
  if ((expected === 'int' || expected === 'number') && typeof value === 'string' && number.test(value)) return value;
  return undefined;
}
