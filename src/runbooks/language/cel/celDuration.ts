// Durations of inputs become CEL's own.
import type { CelDuration } from './CelValue.ts';

/** A CEL duration of so many milliseconds. */
export function celDuration(_milliseconds: number): CelDuration {
  throw new Error('not built yet');
}
