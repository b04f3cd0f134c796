// Durations and sizes as runbooks write them.

/** Milliseconds of `90s`, `1h30m`, `500ms`; undefined where it is none. */
export function parseDuration(_text: string): number | undefined {
  throw new Error('not built yet');
}
