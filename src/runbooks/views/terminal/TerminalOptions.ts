// How a terminal wants its lines.
import type { Locale } from '../../texts/say.ts';

export interface TerminalOptions {
  /** Columns. */
  readonly width: number;
  /** Rows that may change in place; lines beyond are counted and left out. Absent: no limit. */
  readonly height?: number;
  readonly locale: Locale;
  /** Off under NO_COLOR and where it is no terminal. */
  readonly colour: boolean;
  /** Milliseconds since the epoch: countdowns, elapsed times and the spinner follow it. */
  readonly now: number;
}
