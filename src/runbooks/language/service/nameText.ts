// What the engine's own names hold: `exit`, `stdout`, `host` and their like.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import { textCodeOf } from './textCodeOf.ts';

/** What `name` holds; undefined where it is a name that the runbook gives. */
export function nameText(name: string, locale: Locale): string | undefined {
  const code = textCodeOf(`service.name.${name}`);
  return code && say(locale, { code });
}
