// The state with something of an attempt changed.
import type { Where } from '../Event.ts';
import type { AttemptState, RunState } from '../RunState.ts';
import { withCell } from './withCell.ts';

export function withAttempt(
  state: RunState,
  where: Where,
  at: number,
  change: (attempt: AttemptState) => Partial<AttemptState>,
): RunState {
  return withCell(state, where, (cell) => ({
    attempts: cell.attempts.map((attempt) =>
      attempt.number === where.attempt ? { ...attempt, lastAt: at, ...change(attempt) } : attempt,
    ),
  }));
}
