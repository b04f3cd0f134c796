// A runbook's own text in the reader's language.
import type { LocalText } from '../../language/schema.ts';
import type { Locale } from '../../texts/say.ts';

/** The text of `text` for `locale`. */
export function inLocale(text: LocalText, locale: Locale): string {
  return typeof text === 'string' ? text : text[locale];
}
