// A moment, the same for every reader.

/** `2026-11-22 09:42:10` in UTC, or only `09:42:10` with `clock`. */
export function timeText(at: number, part: 'full' | 'clock' = 'full'): string {
  const text = new Date(at).toISOString().slice(0, 19).replace('T', ' ');
  return part === 'full' ? text : text.slice(11);
}
