// What the YAML library found wrong, in our codes.
import type { ErrorCode, YAMLError } from 'yaml';
import type { TextCode } from '../../texts/say.ts';
import type { Problem } from './Problem.ts';

const CODES: Partial<Record<ErrorCode, TextCode>> = {
  TAB_AS_INDENT: 'language.tab',
  BAD_INDENT: 'language.indent',
  BAD_DQ_ESCAPE: 'language.escape',
  BAD_SCALAR_START: 'language.unquoted',
  BLOCK_AS_IMPLICIT_KEY: 'language.colonInValue',
  MULTILINE_IMPLICIT_KEY: 'language.notAKey',
  BLOCK_IN_FLOW: 'language.missingComma',
  UNEXPECTED_TOKEN: 'language.unexpected',
};

/** Problems of a document's syntax; `broken` where its structure can't be trusted. */
export function problemsOfYaml(
  errors: readonly YAMLError[],
  text: string,
): { readonly problems: readonly Problem[]; readonly broken: boolean } {
  const own = errors.filter(({ code }) => code !== 'MULTIPLE_DOCS' && code !== 'TAG_RESOLVE_FAILED');
  const escapes = own.filter(({ code }) => code === 'BAD_DQ_ESCAPE');
  // One mistake in the structure makes many errors after it: the first one is the one to mend.
  const structural = own.filter(({ code }) => code !== 'BAD_DQ_ESCAPE').slice(0, 1);
  return { problems: [...escapes, ...structural].map((error) => problemOf(error, text)), broken: own.length > 0 };
}

function problemOf(error: YAMLError, text: string): Problem {
  const start = Math.min(error.pos[0], text.length);
  const lineEnd = text.indexOf('\n', start);
  // Of an escape, the library has the backslash only.
  const last = error.code === 'BAD_DQ_ESCAPE' ? start + 2 : Math.max(error.pos[1], start);
  const end = Math.min(last, lineEnd === -1 ? text.length : lineEnd);
  const span = { start, end: Math.max(start, end) };
  const code = codeOf(error, text);
  return code === 'language.syntax'
    ? { code, span, args: { detail: error.message.split('\n')[0] ?? '' } }
    : { code, span, args: { text: text.slice(span.start, span.end) } };
}

/** What the library says of a missing character, by how it begins. */
const MISSING: readonly (readonly [string, TextCode])[] = [
  ['Missing closing', 'language.unclosed'],
  ['Missing ,', 'language.missingComma'],
  ['Implicit map keys', 'language.notAKey'],
];

function codeOf(error: YAMLError, text: string): TextCode {
  // The library calls an unclosed flow map or list at the end of its block an indentation.
  if (error.code === 'BAD_INDENT' && error.message.startsWith('Flow')) return 'language.unclosed';
  if (text.charAt(error.pos[0]) === '\t') return 'language.tab';
  if (error.code !== 'MISSING_CHAR') return CODES[error.code] ?? 'language.syntax';
  return MISSING.find(([beginning]) => error.message.startsWith(beginning))?.[1] ?? 'language.syntax';
}
