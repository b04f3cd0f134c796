// A whole journal at once.
import type { Recorded } from '../run/Recorded.ts';
import { emptyRun } from './fold/emptyRun.ts';
import { foldRun } from './foldRun.ts';
import type { Reported } from './ReportOptions.ts';
import type { RunView } from './RunView.ts';

/** The view of a run after all of `recorded`, oldest first. */
export function viewRun(recorded: readonly Recorded[]): RunView {
  return recorded.reduce(foldRun, emptyRun);
}

/** The view of what is to be reported, folded where it is a journal. */
export function viewOf(reported: Reported): RunView {
  return 'steps' in reported ? reported : viewRun(reported);
}
