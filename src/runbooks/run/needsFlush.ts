// Which events must be on disk before the run goes on.
import type { RunEvent } from './Event.ts';

const flushed: ReadonlySet<RunEvent['type']> = new Set([
  'runStarted',
  'runResumed',
  'runEnded',
  'confirmAnswered',
  'manualDone',
  'decisionAnswered',
  'limitReserved',
  'leaseTaken',
  'leaseLost',
  'takenOver',
  'stepStarted',
  'stepExited',
  'rollbackStarted',
  'undoStarted',
  'undoExited',
  'killed',
]);

/** Whether the event announces a change, an undo, an answer, a limit or a lease, or ends one. Reads and samples can be done again. */
export function needsFlush(event: RunEvent): boolean {
  return flushed.has(event.type);
}
