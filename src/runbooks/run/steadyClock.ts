// A run's clock: it never goes back, however the machine's is set.
import type { Clock } from './Ports.ts';

/**
 * `clock`, never before `from` and never before what it said last. What it is set back by is made up for: the times in a journal stay in
 * order, and nothing waits for an hour to come a second time.
 */
export function steadyClock(clock: Clock, from: number): Clock {
  let shift = 0;
  let last = from;
  const now = (): number => {
    const at = clock.now() + shift;
    if (at < last) shift += last - at;
    last = Math.max(last, at);
    return last;
  };
  return {
    now,
    until(due, signal) {
      now();
      return clock.until(due - shift, signal);
    },
  };
}
