// Templates: `{{ expression }}` in titles, messages, durations, paths and contents.
import type { Message } from '../texts/Message.ts';
import type { Scope } from './cel/CelValue.ts';
import type { LocalText } from './schema.ts';

/** The text with every `{{ }}` filled in, or why one could not be. */
export function render(_template: string, _scope: Scope): { readonly text: string } | { readonly problem: Message } {
  throw new Error('not built yet');
}

/** The same for a text in several languages. A part that can't be evaluated stays as written: a title must not stop a run. */
export function renderText(_text: LocalText, _scope: Scope): LocalText {
  throw new Error('not built yet');
}
