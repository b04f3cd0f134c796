// Where a step did not end well.
import type { AnyStep } from '../layout/Part.ts';
import { cellKey, type CellState, type RunState } from '../RunState.ts';

/** The hosts on which a step did not end well. */
export function failedCells(state: RunState, step: AnyStep): readonly CellState[] {
  return step.hosts.flatMap((host) => {
    const cell = state.cells.get(cellKey(step.id, host));
    const bad = cell?.settled !== undefined && ['failed', 'blocked', 'unknown'].includes(cell.settled.outcome);
    return bad ? [cell] : [];
  });
}

/** Whether a step has come to its end on every host. */
export function isSettled(state: RunState, step: AnyStep): boolean {
  return step.hosts.every((host) => state.cells.get(cellKey(step.id, host))?.settled !== undefined);
}

/** Whether something forbade a step on every host, such as sudo. */
export function isBlockedEverywhere(state: RunState, step: AnyStep): boolean {
  return step.hosts.every((host) => state.cells.get(cellKey(step.id, host))?.settled?.outcome === 'blocked');
}
