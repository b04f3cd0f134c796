// How a script ended, in words.
import type { Exit } from '../../hosts/Host.ts';
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';

/** `exit 7`, `killed by TERM`, `connection lost`, `timed out`. */
export function exitText(exit: Exit, locale: Locale): string {
  if ('code' in exit) return say(locale, { code: 'views.exit.code', args: { code: exit.code } });
  if ('signal' in exit) return say(locale, { code: 'views.exit.signal', args: { signal: exit.signal } });
  return say(locale, { code: 'lost' in exit ? 'views.exit.lost' : 'views.exit.timedOut' });
}
