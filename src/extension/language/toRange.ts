// The engine's places as the editor's.
import { Range } from 'vscode';
import type { Range as EngineRange } from '../../runbooks/index.ts';

/** The same place. */
export function toRange({ start, end }: EngineRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
