// What a gate is called.
import type { LocalText } from '../../language/schema.ts';
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import { localise } from '../../language/localise.ts';

/** Its title, or its number where the author gave none. */
export function gateTitle(gate: { readonly title: LocalText; readonly index: number }, locale: Locale): string {
  return localise(gate.title, locale) || say(locale, { code: 'views.gate.untitled', args: { number: gate.index + 1 } });
}
