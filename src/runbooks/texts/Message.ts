// A sentence for a person before it has a language.
import type { TextCode } from './say.ts';

/** What fills a placeholder; a text that a runbook has in both languages stays in both. */
export type MessageArgument = string | number | { readonly en: string; readonly 'zh-cn': string };

/** Events and failures carry this, never a sentence. */
export interface Message {
  readonly code: TextCode;
  readonly args?: Readonly<Record<string, MessageArgument>>;
}
