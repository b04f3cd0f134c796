// Durations of inputs become CEL's own.
import { Duration } from '@marcbachmann/cel-js/evaluator';
import type { CelDuration } from './CelValue.ts';

/** A CEL duration of so many milliseconds. */
export function celDuration(milliseconds: number): CelDuration {
  return durationOf(BigInt(Math.round(milliseconds)) * 1_000_000n);
}

/** A CEL duration of so many nanoseconds; both its parts have the same sign. */
export function durationOf(nanoseconds: bigint): CelDuration {
  return new Duration(nanoseconds / 1_000_000_000n, Number(nanoseconds % 1_000_000_000n));
}

/** The whole duration in nanoseconds. */
export function nanosecondsOf(duration: CelDuration): bigint {
  return duration.seconds * 1_000_000_000n + BigInt(duration.nanos);
}

/** Whether a value is a duration, which looks like a map otherwise. */
export function isDuration(value: unknown): value is CelDuration {
  return value instanceof Duration;
}
