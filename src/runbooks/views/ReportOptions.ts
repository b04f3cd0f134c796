// What every report is told.
import type { Recorded } from '../run/Recorded.ts';
import type { Locale } from '../texts/say.ts';
import type { RunView } from './RunView.ts';

/** A run to report on: its journal, or the view of it, of which there is no timeline. */
export type Reported = RunView | readonly Recorded[];

export interface ReportOptions {
  readonly locale: Locale;
}
