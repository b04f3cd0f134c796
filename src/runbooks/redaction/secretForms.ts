// The forms in which a secret may turn up in output, as sources of regular expressions.

export interface Form {
  /** The source of a regular expression. */
  readonly source: string;
  /** Letters and digits that are in every match as they are; absent where there are too few. */
  readonly anchor?: string;
}

export interface SecretForms {
  /** As it is, over several lines too, and escaped as in URLs, JSON, HTML and shells. */
  readonly escaped: readonly Form[];
  /** As base64 within one line, also inside a longer base64 text: the characters that the secret alone decides. */
  readonly base64: readonly Form[];
  /** The beginnings of secrets of several lines, each up to a line end: behind one of these the rest may follow. */
  readonly beginnings: readonly string[];
  /** No base64 form is longer than this, in characters, wrapped or not. */
  readonly longestBase64: number;
}

/** Shorter secrets are hidden only where they stand alone, and only as they are: in base64 they would be anything. */
const shortest = 4;
/** Longer secrets are looked for in pieces, so that each match is bounded. */
const longestPiece = 128;
/** Lines of a secret that are shorter say too little to be looked for on their own. */
const shortestLine = 8;

/** All forms of these secrets. Blank ones have none; blanks around a secret are not part of it. */
export function secretForms(secrets: readonly string[]): SecretForms {
  const wholes = [...new Set(secrets.map((secret) => secret.trim()))].filter((secret) => secret !== '');
  const short = wholes.filter((secret) => secret.length < shortest);
  const long = wholes.filter((secret) => secret.length >= shortest);
  const lines = long.flatMap((secret) =>
    secret.split(/\s*[\r\n]\s*/).filter((line) => line !== secret && line.length >= shortestLine),
  );
  const pieces = new Set([...long, ...lines].flatMap(piecesOf));
  // A secret of several lines is encoded whole.
  const cores = [...new Set(long.flatMap(piecesOf).flatMap(base64Cores))];
  const overLines = long.filter((secret) => /[\r\n]/.test(secret)).flatMap(lineEndings);
  return {
    escaped: [
      ...Array.from(pieces, (piece) => form(piece, escapedForms(piece))),
      ...overLines.map((secret) => form(secret, literally(secret))),
      ...short.map((secret) => ({ source: `(?<![A-Za-z0-9_])${literally(secret)}(?![A-Za-z0-9_])` })),
    ],
    base64: cores.map((core) => form(core, base64Form(core))),
    beginnings: overLines.flatMap((secret) =>
      Array.from(secret.matchAll(/[\r\n]/g), (match) => secret.slice(0, match.index + 1)),
    ),
    longestBase64: Math.max(0, ...cores.map((core) => core.length)) * 3 + 64,
  };
}

function form(text: string, source: string): Form {
  const [anchor = ''] = (text.match(/[A-Za-z0-9]+/g) ?? []).toSorted((a, b) => b.length - a.length);
  return anchor.length < 3 ? { source } : { source, anchor };
}

/** Pieces of about the same length, never through the middle of a character. */
function piecesOf(secret: string): readonly string[] {
  const characters = Array.from(secret);
  const size = Math.ceil(characters.length / Math.ceil(characters.length / longestPiece));
  const pieces: string[] = [];
  for (let start = 0; start < characters.length; start += size)
    pieces.push(characters.slice(start, start + size).join(''));
  return pieces;
}

function lineEndings(secret: string): readonly string[] {
  const unix = secret.replace(/\r\n?/g, '\n');
  return [unix, unix.replaceAll('\n', '\r\n')];
}

function literally(text: string): string {
  return Array.from({ length: text.length }, (_, at) => unit(text.charCodeAt(at))).join('');
}

function unit(code: number): string {
  const character = String.fromCharCode(code);
  return /[A-Za-z0-9]/.test(character) ? character : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** A secret in which each character may be escaped in its own way. */
function escapedForms(secret: string): string {
  return Array.from(secret, characterForms).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const letters: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't', '\b': 'b', '\f': 'f' };

function characterForms(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character;
  const bytes = Array.from(Buffer.from(character));
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  const decimal = String(character.codePointAt(0));
  const forms = [
    ...(/[\r\n]/.test(character) ? [] : [`\\\\{0,3}${literally(character)}`]),
    bytes.map((byte) => `%(?:25)?${hex(byte, 2)}`).join(''),
    `\\\\{1,2}(?:${units.map((code) => `[uU]${hex(code, 4)}`).join('\\\\{1,2}')})`,
    `\\\\{1,2}(?:${bytes.map((byte) => `x${hex(byte, 2)}`).join('\\\\{1,2}')})`,
    `\\\\{1,2}(?:${bytes.map((byte) => byte.toString(8).padStart(3, '0')).join('\\\\{1,2}')})`,
    `&#(?:0{0,3}${decimal}|[xX]0{0,3}${hex(character.codePointAt(0) ?? 0, 1)});`,
  ];
  const entity = entities[character];
  if (entity !== undefined) forms.push(entity);
  const letter = letters[character];
  if (letter !== undefined) forms.push(`\\\\{1,2}${letter}`);
  if (character === "'") forms.push(`'\\\\{1,2}''`, `'\\\\{0,2}"'\\\\{0,2}"'`);
  if (character === '\\') forms.push('\\\\{1,8}');
  if (character === ' ') forms.push('\\+');
  // The longest first: a quote that is escaped as '\'' begins with a quote too.
  return `(?:${forms.reverse().join('|')})`;
}

/** A number in hexadecimal digits of either case. */
function hex(value: number, digits: number): string {
  return value
    .toString(16)
    .padStart(digits, '0')
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/** What is the same of a text's base64 wherever it begins in a longer one: for each alignment the characters that it alone decides. */
function base64Cores(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].map((ahead) => {
    const encoded = Buffer.concat([Buffer.alloc(ahead), bytes]).toString('base64');
    return encoded.slice(Math.ceil((ahead * 8) / 6), Math.floor(((ahead + bytes.length) * 8) / 6));
  });
}

/** Base64 in its usual and its URL alphabet, the usual one escaped in JSON or a URL perhaps. */
function base64Form(core: string): string {
  const forms: Readonly<Record<string, string>> = { '+': '(?:[+-]|%2[bB])', '/': '(?:\\\\?/|_|%2[fF])' };
  return Array.from(core, (character) => forms[character] ?? character).join('');
}
