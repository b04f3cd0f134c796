// A diagnostic's sentence.
import type { Diagnostic } from '../../language/Diagnostic.ts';
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';

export function diagnosticMessage(diagnostic: Diagnostic, locale: Locale): string {
  return say(locale, { code: diagnostic.code, args: diagnostic.args });
}
