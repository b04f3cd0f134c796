// The value of an input as a person reads it.
import type { InputValue } from '../../plan/Plan.ts';
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';

/** The value; `(secret)` for a secret, whose value nobody here has. */
export function inputText(value: InputValue, locale: Locale): string {
  return typeof value === 'object' ? say(locale, { code: 'views.secret' }) : String(value);
}
