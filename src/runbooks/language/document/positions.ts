// From offsets to lines and characters.
import type { Position, Range } from '../Diagnostic.ts';
import type { Span } from './Node.ts';

/** Lines of a text, for turning offsets into positions. */
export interface Positions {
  positionAt(offset: number): Position;
  rangeAt(span: Span): Range;
}

/** Reads the line breaks of `text` once. */
export function positionsOf(text: string): Positions {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const positionAt = (offset: number): Position => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - (starts[low] ?? 0) };
  };
  return { positionAt, rangeAt: ({ start, end }) => ({ start: positionAt(start), end: positionAt(end) }) };
}
