// From a place in a scalar's value to the place in the text where it was written.
import type { ScalarNode, Span } from './Node.ts';

/** Spans in the document, by the UTF-16 units of a scalar's value. */
export interface ScalarMap {
  /** The span that wrote the units from `start` to `end`; an empty part lies before its unit. */
  spanOf(start: number, end: number): Span;
}

const BLANK = /[ \t\r\n]/;
const ESCAPE = /\\(?:x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|\r\n|[\s\S])/y;

/**
 * Aligns the value of `scalar` with its source. Folding, indentation and chomping change blanks only, so everything
 * else stands in the source in the same order, as itself or as an escape. Exact for what is not blank.
 */
export function offsetInScalar(text: string, scalar: ScalarNode): ScalarMap {
  const value = String(scalar.value);
  const starts: number[] = [];
  const ends: number[] = [];
  let at = contentStart(text, scalar);
  for (let index = 0; index < value.length;) {
    const unit = value.charAt(index);
    at = skipBlanks(text, at, scalar, unit);
    const width = widthAt(text, at, scalar, unit);
    // An escape such as \U0001F600 stands for two units.
    const units = width > 6 && (value.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
    for (let count = 0; count < units; count += 1) {
      starts.push(at);
      ends.push(Math.min(at + width, scalar.span.end));
    }
    at += width;
    index += units;
  }
  const end = Math.min(at, scalar.span.end);
  return {
    spanOf: (from, to) => {
      const start = starts[from] ?? end;
      return { start, end: Math.max(start, ends[to - 1] ?? end) };
    },
  };
}

function contentStart(text: string, scalar: ScalarNode): number {
  const { start, end } = scalar.span;
  if (scalar.style === 'plain') return start;
  if (scalar.style === 'single' || scalar.style === 'double') return start + 1;
  const header = text.indexOf('\n', start);
  return header === -1 || header >= end ? end : header + 1;
}

/** Past the blanks that the value does not have here; a blank of the value takes one of the source. */
function skipBlanks(text: string, from: number, scalar: ScalarNode, unit: string): number {
  let at = from;
  while (at < scalar.span.end) {
    const here = text.charAt(at);
    if (scalar.style === 'double' && here === '\\' && /[\r\n]/.test(text.charAt(at + 1))) {
      at += text.startsWith('\r\n', at + 1) ? 3 : 2;
    } else if (BLANK.test(here) && !BLANK.test(unit)) at += 1;
    else break;
  }
  return at;
}

function widthAt(text: string, at: number, scalar: ScalarNode, unit: string): number {
  if (scalar.style === 'single' && unit === "'") return 2;
  if (scalar.style === 'double' && text.charAt(at) === '\\') {
    ESCAPE.lastIndex = at;
    return ESCAPE.exec(text)?.[0].length ?? 1;
  }
  // A blank of the value may stand for nothing: the line break that chomping adds, or the one that folding keeps.
  return BLANK.test(unit) && !BLANK.test(text.charAt(at)) ? 0 : 1;
}
