// A runbook's own texts in a person's language.
import type { Locale } from '../texts/say.ts';
import type { LocalText } from './schema.ts';

/** The text in `locale`; one that is written once is the same in all. */
export function localise(text: LocalText, locale: Locale): string {
  return typeof text === 'string' ? text : text[locale];
}
