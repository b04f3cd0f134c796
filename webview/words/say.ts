// The page's `say`: the engine's, over the one catalogue that the host sends. The build puts it in place of the engine's.
import type { Message } from '../../src/runbooks/texts/Message.ts';
import type { Locale } from '../../src/runbooks/texts/say.ts';

// One page shows one run in one language: the catalogue comes once, before anything is drawn.
let catalogue: Readonly<Record<string, string>> = {};

/** Takes the catalogue that the host sent. */
export function useTexts(texts: Readonly<Record<string, string>>): void {
  catalogue = texts;
}

/** The sentence of `message`. A placeholder without an argument stays as it is, so that a test sees it. */
export function say(locale: Locale, message: Message): string {
  const template = catalogue[message.code] ?? message.code;
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const argument = message.args?.[name] ?? whole;
    return typeof argument === 'object' ? argument[locale] : String(argument);
  });
}
