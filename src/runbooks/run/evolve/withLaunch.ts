// The state with something of a launched script changed.
import type { Where } from '../Event.ts';
import type { Launch, RunState } from '../RunState.ts';
import { withAttempt } from './withAttempt.ts';
import { withCell } from './withCell.ts';

export function withLaunch(
  state: RunState,
  where: Where,
  part: 'run' | 'undo',
  change: (launch: Launch) => Launch | undefined,
): RunState {
  if (part === 'undo') {
    return withCell(state, where, (cell) => ({
      undo: { ...cell.undo, launch: cell.undo.launch === undefined ? undefined : change(cell.undo.launch) },
    }));
  }
  return withAttempt(state, where, state.now, (attempt) => ({
    launch: attempt.launch === undefined ? undefined : change(attempt.launch),
  }));
}
