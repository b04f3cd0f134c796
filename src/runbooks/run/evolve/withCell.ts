// The state with something of a step on a host changed.
import { cellKey, type CellState, type RunState } from '../RunState.ts';
import { newAttempt } from './newAttempt.ts';

export function withCell(
  state: RunState,
  where: { readonly step: string; readonly host: string },
  change: (cell: CellState) => Partial<CellState>,
): RunState {
  const key = cellKey(where.step, where.host);
  const cell = state.cells.get(key) ?? {
    attempts: [newAttempt(1, state.now)],
    settled: undefined,
    order: undefined,
    undo: { launch: undefined, settled: undefined },
  };
  return { ...state, cells: state.cells.with(key, { ...cell, ...change(cell) }) };
}
