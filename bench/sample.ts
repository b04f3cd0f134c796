// Measures a way: the median, after a warm-up.
import type { Way } from './Way.ts';

export interface Result {
  readonly name: string;
  /** Milliseconds, the median. */
  readonly median: number;
  /** How often the client spoke and waited for an answer, on average; undefined where nothing counted. */
  readonly turns: number | undefined;
}

/** Runs it a few times unmeasured, then `times` times. `turns` reads a counter of round trips. */
export async function sample(way: Way, turns: () => number | undefined): Promise<Result> {
  for (let warm = 0; warm < Math.min(3, way.times); warm++) await way.once();
  const durations: number[] = [];
  const before = turns();
  for (let time = 0; time < way.times; time++) {
    const start = performance.now();
    await way.once();
    durations.push(performance.now() - start);
  }
  const after = turns();
  durations.sort((a, b) => a - b);
  return {
    name: way.name,
    median: durations[Math.floor(durations.length / 2)] ?? 0,
    turns: before === undefined || after === undefined ? undefined : (after - before) / way.times,
  };
}
