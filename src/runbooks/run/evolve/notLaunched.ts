// A launch that the host refused.
import type { Where } from '../Event.ts';
import type { RunState } from '../RunState.ts';
import { withCell } from './withCell.ts';

/** It was announced and refused by the host: as if it had never been launched, unless an earlier attempt was. */
export function notLaunched(state: RunState, where: Where): RunState {
  const earlier = where.attempt > 1;
  return {
    ...withCell(state, where, (cell) => ({ order: earlier ? cell.order : undefined })),
    launches: state.launches - 1,
  };
}
