// A change of a text, as editors take it.
import type { Range } from '../Diagnostic.ts';

export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}
