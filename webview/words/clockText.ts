// A clock that runs: whole seconds, from zero. Tenths would flicker.
import type { Locale } from '../../src/runbooks/texts/say.ts';
import { spanText } from '../../src/runbooks/views/words/spanText.ts';
import { say } from './say.ts';

/** `0 s`, `42 s`, `2 min 04 s`. */
export function clockText(milliseconds: number, locale: Locale): string {
  const whole = Math.round(milliseconds / 1000) * 1000;
  return whole <= 0 ? say(locale, { code: 'views.span.seconds', args: { s: 0 } }) : spanText(whole, locale);
}
