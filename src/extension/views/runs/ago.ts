// How long ago something was, in a person's words.

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** "5 minutes ago", "yesterday"; beyond a week the date and time. */
export function ago(time: number, now: number, locale: string): string {
  const past = Math.max(0, now - time);
  if (past > 7 * 86_400_000) return new Date(time).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const [unit, length] = units.find(([, each]) => past >= each) ?? units[3];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.floor(past / length), unit);
}
