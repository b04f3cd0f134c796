// What all parts of completion are given.
import type { Range } from '../../Diagnostic.ts';
import type { Message } from '../../../texts/Message.ts';
import { say } from '../../../texts/say.ts';
import type { Cursor } from '../cursorAt.ts';
import type { Study } from '../Study.ts';
import type { CompletionOptions } from './CompletionItem.ts';

/** One question. */
export interface Completing {
  /** Of the text as it is. */
  readonly study: Study;
  readonly offset: number;
  readonly cursor: Cursor;
  readonly options: CompletionOptions;
}

/** The range from `before` characters before the cursor to `after` behind it. */
export function rangeAround({ study, offset }: Completing, before: number, after: number): Range {
  return study.positions.rangeAt({ start: offset - before, end: offset + after });
}

/** In the person's language. */
export function told({ options }: Completing, message: Message): string {
  return say(options.locale, message);
}

/** A text that stands for itself in a snippet. */
export function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
