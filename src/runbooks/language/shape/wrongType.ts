// A value of another type than the schema wants.
import type { TextCode } from '../../texts/say.ts';
import type { Node } from '../document/Node.ts';
import type { Problem } from '../document/Problem.ts';

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

/** What to write instead of `node`; where quotes or another word would do, with the fix. */
export function wrongType(expected: string, key: string, node: Node, text: string): Omit<Problem, 'span'> {
  if (node.kind === 'scalar' && node.value === null) return { code: 'language.emptyValue', args: { key } };
  if (expected === 'string' && node.kind !== 'scalar') return { code: 'language.expectedOneText', args: { key } };
  const code = CODES[expected];
  if (code === undefined) throw new Error(`the schema has a type without a message: ${expected}`);
  const found = node.kind === 'scalar' ? text.slice(node.span.start, node.span.end) : '';
  const newText = node.kind === 'scalar' ? replacement(expected, node.value, found) : undefined;
  return {
    code,
    args: { key, found },
    ...(newText === undefined ? {} : { fix: { span: node.span, newText } }),
  };
}

function replacement(expected: string, value: string | number | boolean | null, found: string): string | undefined {
  if (expected === 'string') return `'${found}'`;
  if (expected === 'boolean' && YES.test(String(value))) return 'true';
  if (expected === 'boolean' && NO.test(String(value))) return 'false';
  const number = expected === 'int' ? /^[+-]?\d+$/ : /^[+-]?\d+(\.\d+)?$/;
  if ((expected === 'int' || expected === 'number') && typeof value === 'string' && number.test(value)) return value;
  return undefined;
}
