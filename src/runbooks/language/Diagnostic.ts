// What the author of a file got wrong, as a value: a code and a place, never a sentence.
import type { MessageArgument } from '../texts/Message.ts';
import type { TextCode } from '../texts/say.ts';

/** A place in a text: line and character count from 0, character in UTF-16 units, as editors count. */
export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}
export type Severity = 'error' | 'warning' | 'information';

/** A replacement that would mend it, offered as a quick fix. */
export interface Fix {
  readonly title: TextCode;
  readonly range: Range;
  readonly newText: string;
}

export interface Diagnostic {
  /** Its code is a key of the catalogue, such as `language.unknownKey`. */
  readonly code: TextCode;
  readonly severity: Severity;
  readonly uri: string;
  readonly range: Range;
  readonly args: Readonly<Record<string, MessageArgument>>;
  readonly fixes?: readonly Fix[];
}

/** Reading never throws: what could be made of it, and what is wrong with it. */
export interface Read<T> {
  readonly value: T | undefined;
  readonly diagnostics: readonly Diagnostic[];
}
