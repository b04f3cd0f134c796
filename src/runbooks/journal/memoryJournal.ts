// A journal that lives as long as its process: for plans, which leave nothing behind.
import type { Recorded } from '../run/Recorded.ts';
import type { Journal } from './Journal.ts';

/** A journal in memory. Never rejects. */
export function memoryJournal(): Journal {
  const recorded: Recorded[] = [];
  return {
    recorded,
    append(event, { at }) {
      const next: Recorded = { seq: recorded.length, at, event };
      recorded.push(next);
      return Promise.resolve(next);
    },
    close: () => Promise.resolve(),
  };
}
