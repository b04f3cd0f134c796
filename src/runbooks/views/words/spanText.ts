// How long something took, at the precision at which a person cares.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';

/** `820 ms`, `4.2 s`, `42 s`, `2 min`, `2 min 04 s`, `1 h 02 min`. */
export function spanText(milliseconds: number, locale: Locale): string {
  const ms = Math.max(0, Math.round(milliseconds));
  if (ms < 1000) return say(locale, { code: 'views.span.milliseconds', args: { ms } });
  if (ms < 9950) return say(locale, { code: 'views.span.seconds', args: { s: oneDecimal(ms / 1000) } });
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return say(locale, { code: 'views.span.seconds', args: { s: seconds } });
  if (seconds < 3600) {
    const m = Math.floor(seconds / 60);
    if (seconds % 60 === 0) return say(locale, { code: 'views.span.wholeMinutes', args: { m } });
    return say(locale, { code: 'views.span.minutes', args: { m, s: twoDigits(seconds % 60) } });
  }
  const minutes = Math.round(seconds / 60);
  const h = Math.floor(minutes / 60);
  if (minutes % 60 === 0) return say(locale, { code: 'views.span.wholeHours', args: { h } });
  return say(locale, { code: 'views.span.hours', args: { h, m: twoDigits(minutes % 60) } });
}

function oneDecimal(seconds: number): string {
  return seconds.toFixed(1).replace(/\.0$/, '');
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
