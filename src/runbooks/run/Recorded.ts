// An event with its place in the journal.
import type { RunEvent } from './Event.ts';

export interface Recorded<E extends RunEvent = RunEvent> {
  /** Counts from 0. */
  readonly seq: number;
  /** Milliseconds since the epoch. Time is in the events; nothing pure reads a clock. */
  readonly at: number;
  readonly event: E;
}
