// A sentence for a person before it has a language.
import type { TextCode } from './say.ts';

/** Events and failures carry this, never a sentence. */
export interface Message {
  readonly code: TextCode;
  readonly args?: Readonly<Record<string, string | number>>;
}
