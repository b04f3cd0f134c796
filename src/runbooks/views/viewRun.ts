// A whole journal at once.
import type { Recorded } from '../run/Recorded.ts';
import { emptyRun } from './fold/emptyRun.ts';
import { foldRun } from './foldRun.ts';
import type { RunView } from './RunView.ts';

/** The view of a run after all of `recorded`, oldest first. */
export function viewRun(recorded: readonly Recorded[]): RunView {
  return recorded.reduce(foldRun, emptyRun);
}
