// Texts with a cursor: `|` says where it is; `‹|›` where the text has bars of its own.
import type { Position } from '../../../../src/runbooks/language/Diagnostic.ts';
import type { Source } from '../../../../src/runbooks/language/readRunbook.ts';

/** The text without its cursor, and the position of that. */
export function atCursor(marked: string): {
  readonly source: Source;
  readonly position: Position;
  readonly offset: number;
} {
  const cursor = marked.includes('‹|›') ? '‹|›' : '|';
  const offset = marked.lastIndexOf(cursor);
  if (offset < 0) throw new Error(`there is no cursor in ${marked}`);
  const text = marked.slice(0, offset) + marked.slice(offset + cursor.length);
  const before = marked.slice(0, offset).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return { source: { uri: 'file:///case.yaml', text }, position, offset };
}
