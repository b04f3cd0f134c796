// Parts of a runbook that we write, in the language of the person who goes on with them.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import { textCodeOf } from './textCodeOf.ts';

/** `text` with each `<word>` of the catalogue filled in. */
export function inWords(text: string, locale: Locale): string {
  return text.replace(/<(\w+)>/g, (whole, word: string) => {
    const code = textCodeOf(`service.word.${word}`);
    return code === undefined ? whole : say(locale, { code });
  });
}
