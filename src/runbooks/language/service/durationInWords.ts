// A duration as people say it.
import type { Locale } from '../../texts/say.ts';

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
  ['millisecond', 1],
] as const;

/** `1 hour 30 minutes`. */
export function durationInWords(milliseconds: number, locale: Locale): string {
  let rest = milliseconds;
  const words = UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest %= size;
    return count === 0 ? [] : inWords(count, unit, locale);
  });
  return words.length === 0 ? inWords(0, 'second', locale) : words.join(' ');
}

function inWords(count: number, unit: string, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
