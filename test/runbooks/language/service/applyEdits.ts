// Edits applied as an editor applies them.
import type { TextEdit } from '../../../../src/runbooks/language/service/TextEdit.ts';
import { offsetAt } from '../../../../src/runbooks/language/service/offsetAt.ts';

/** `text` with all `edits`, none of which may overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const spans = edits
    .map(({ range, newText }) => ({ start: offsetAt(text, range.start), end: offsetAt(text, range.end), newText }))
    .sort((a, b) => b.start - a.start);
  let result = text;
  let before = text.length;
  for (const { start, end, newText } of spans) {
    if (end > before) throw new Error('edits overlap');
    result = result.slice(0, start) + newText + result.slice(end);
    before = start;
  }
  return result;
}
