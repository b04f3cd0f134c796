// A run that goes backwards after its end.
import { cellKey, gateKeyParts, type RunState, type UndoState } from '../RunState.ts';
import { stepOfCell } from './stepOfCell.ts';

/** Backwards from here on. What could not be undone the time before is tried again; what was undone stays so. */
export function toUndo(state: RunState, by: string): RunState {
  const again = state.cells.entries().filter(([, { undo }]) => hasFailed(undo));
  const isStale = (gate: string): boolean => {
    const { step, part, hosts, shared } = gateKeyParts(gate);
    if (part !== 'undo' && part !== 'boundary') return false;
    return again.some(([cell]) =>
      shared ? stepOfCell(cell) === step : hosts.some((host) => cell === cellKey(step, host)),
    );
  };
  return {
    ...state,
    rollback: { reason: { code: 'run.undo.asked', args: { by } } },
    undoRequests: state.undoRequests + 1,
    cells: state.cells.mapped((cell) =>
      hasFailed(cell.undo) ? { ...cell, undo: { launch: undefined, settled: undefined } } : cell,
    ),
    gates: state.gates.mapped((gate, key) => (isStale(key) ? undefined : gate)),
  };
}

/** It failed, or was ended in its middle. One that came to its good end and was not yet proven only has to be proven. */
function hasFailed({ settled, launch }: UndoState): boolean {
  if (settled !== undefined || launch === undefined) return settled === 'failed';
  const exit = launch.exited?.exit;
  return exit === undefined ? launch.killed?.proven === true : !('code' in exit) || exit.code !== 0;
}
