// What a host prints is hostile: colours are kept, every other control, bidi or invisible character becomes a visible escape.

/** How a piece of text looks. Colours are the sixteen of a terminal, 0 to 15. */
export interface Style {
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly fg?: number | undefined;
  readonly bg?: number | undefined;
}

/** A piece of text in one style, without any character that is not seen, save \n. */
export interface Run {
  readonly text: string;
  readonly style: Style;
}

const plain: Style = {};
const sgr = /\u001b\[([\d;:]*)m/g;
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/gu;
const tabStop = 8;

/** `text` as it may be shown anywhere: without its colours, and with every unseen character save \n as an escape. */
export function visible(text: string): string {
  return visibleRuns(text)
    .map((run) => run.text)
    .join('');
}

/** The same on one line: \n is shown as ⏎. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll('\n', '⏎');
}

/** `text` in its colours. Joined, the pieces are `visible(text)`. */
export function visibleRuns(text: string): readonly Run[] {
  const runs: Run[] = [];
  let style = plain;
  let from = 0;
  const push = (piece: string): void => {
    if (piece !== '') runs.push({ text: piece, style });
  };
  const normalised = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
  for (const match of normalised.matchAll(sgr)) {
    push(escaped(normalised.slice(from, match.index)));
    style = styled(style, match[1] ?? '');
    from = match.index + match[0].length;
  }
  push(escaped(normalised.slice(from)));
  return runs;
}

function escaped(text: string): string {
  return expandTabs(text).replace(unseen, escapeOf);
}

// A tab is not seen either, but its columns are; they count from the piece's own line start.
function expandTabs(text: string): string {
  if (!text.includes('\t')) return text;
  return text
    .split('\n')
    .map((line) =>
      line.split('\t').reduce((before, piece) => before + ' '.repeat(tabStop - (before.length % tabStop)) + piece),
    )
    .join('\n');
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // Selects the text or emoji form of the character before it; common in honest output and harmless alone.
  if (character === '\n' || code === 0xfe0e || code === 0xfe0f) return character;
  if (code < 0x20) return `^${String.fromCharCode(code + 0x40)}`;
  if (code === 0x7f) return '^?';
  const hex = code.toString(16);
  return code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}

function styled(before: Style, parameters: string): Style {
  const codes = parameters.split(/[;:]/).map((part) => (part === '' ? 0 : Number(part)));
  let style: Style = before;
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0;
    if (code === 38 || code === 48) {
      const extended = extendedColour(codes.slice(index + 1));
      index += extended.length;
      style = withColour(style, code === 38 ? 'fg' : 'bg', extended.colour);
    } else {
      style = simple(style, code);
    }
  }
  // Text in the colour of its ground can't be seen.
  return style.fg !== undefined && style.fg === style.bg ? withColour(style, 'bg', undefined) : style;
}

// Concealed (8), blinking (5, 6) and inverse (7) text is left as it is: the first hides, the others shout.
function simple(style: Style, code: number): Style {
  if (code === 0) return plain;
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 3) return { ...style, italic: true };
  if (code === 4) return { ...style, underline: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 23) return { ...style, italic: false };
  if (code === 24) return { ...style, underline: false };
  if (code === 39) return withColour(style, 'fg', undefined);
  if (code === 49) return withColour(style, 'bg', undefined);
  if (code >= 30 && code <= 37) return withColour(style, 'fg', code - 30);
  if (code >= 40 && code <= 47) return withColour(style, 'bg', code - 40);
  if (code >= 90 && code <= 97) return withColour(style, 'fg', code - 90 + 8);
  if (code >= 100 && code <= 107) return withColour(style, 'bg', code - 100 + 8);
  return style;
}

function withColour(style: Style, ground: 'fg' | 'bg', colour: number | undefined): Style {
  return { ...style, [ground]: colour };
}

// The nearest of the sixteen: a view has themes, and a host's exact shade is not worth an unreadable line.
function extendedColour(rest: readonly number[]): { readonly colour: number | undefined; readonly length: number } {
  const [kind, a = 0, b = 0, c = 0] = rest;
  if (kind === 2) return { colour: nearest(a, b, c), length: 4 };
  if (kind !== 5) return { colour: undefined, length: rest.length };
  if (a < 16) return { colour: a, length: 2 };
  if (a >= 232) return { colour: nearest((a - 232) * 10 + 8, (a - 232) * 10 + 8, (a - 232) * 10 + 8), length: 2 };
  const level = (part: number): number => (part === 0 ? 0 : 55 + 40 * part);
  const cube = a - 16;
  return { colour: nearest(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)), length: 2 };
}

function nearest(red: number, green: number, blue: number): number {
  const high = Math.max(red, green, blue);
  if (high - Math.min(red, green, blue) < 40) return high < 64 ? 0 : high < 160 ? 8 : high < 224 ? 7 : 15;
  const bit = (part: number): number => (part > high / 2 ? 1 : 0);
  return bit(red) + 2 * bit(green) + 4 * bit(blue) + (high > 200 ? 8 : 0);
}
