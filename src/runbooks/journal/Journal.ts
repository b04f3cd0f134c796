// The port to a run's journal: append-only, the one truth.
import type { RunEvent } from '../run/Event.ts';
import type { Recorded } from '../run/Recorded.ts';

export interface Journal {
  /** All events so far, in order. */
  readonly recorded: readonly Recorded[];
  /**
   * Appends one event. With `flush` it resolves only when the event is on disk. Rejects when it can't be written
   * (a full disk); nothing after it may then be done.
   */
  append(event: RunEvent, options: { readonly at: number; readonly flush: boolean }): Promise<Recorded>;
  close(): Promise<void>;
}
