// Durations as runbooks write them.

/** Milliseconds of each unit, the larger first. */
const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

const form = new RegExp(`^${units.map(([unit]) => `(?:(\\d{1,12})${unit})?`).join('')}$`);

/** A year: what is longer is a slip of the pen. */
const longest = 366 * 86_400_000;

/**
 * Milliseconds of `90s`, `1h30m`, `500ms`, `1d`; undefined where it is none. Whole numbers, each with its unit, the larger
 * units first and each once. A bare number is none, since it would not say of what. At most 366 days.
 */
export function parseDuration(text: string): number | undefined {
  const match = form.exec(text.trim());
  if (!match || match[0] === '') return undefined;
  const total = units.reduce((sum, [, size], index) => sum + Number(match[index + 1] ?? 0) * size, 0);
  return total <= longest ? total : undefined;
}

/** The inverse: `milliseconds` as a runbook would write it, such as `1h30m`, `500ms`, `0s`. Parts of a millisecond are dropped. */
export function formatDuration(milliseconds: number): string {
  let rest = Math.trunc(Math.abs(milliseconds));
  let text = '';
  for (const [unit, size] of units) {
    if (rest >= size) text += `${Math.floor(rest / size)}${unit}`;
    rest %= size;
  }
  return text === '' ? '0s' : `${milliseconds < 0 ? '-' : ''}${text}`;
}
