// From a position, as editors count, to an offset in a text.
import type { Position } from '../Diagnostic.ts';

/** The offset of `position`; the end of its line, or of the text, where it is beyond that. */
export function offsetAt(text: string, { line, character }: Position): number {
  let start = 0;
  for (let count = 0; count < line; count += 1) {
    const found = text.indexOf('\n', start);
    if (found === -1) return text.length;
    start = found + 1;
  }
  const found = text.indexOf('\n', start);
  return Math.min(start + character, found === -1 ? text.length : found);
}
