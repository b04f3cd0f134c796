// A connection that was lost.
import { gateKeyParts, type Launch, type RunState } from '../RunState.ts';

/** A connection that went leaves launches to be looked for and stable windows to be started anew. */
export function interruptHost(state: RunState, host: string | undefined): RunState {
  const concerns = (key: string): boolean => host === undefined || gateKeyParts(key).hosts.includes(host);
  const interrupt = (launch: Launch | undefined): Launch | undefined =>
    launch === undefined || launch.exited !== undefined || launch.unknown !== undefined
      ? launch
      : { ...launch, interrupted: true };
  const cells = state.cells.mapped((cell, key) => {
    if (host !== undefined && !key.endsWith(`@${host}`)) return cell;
    const attempts = cell.attempts.map((attempt) => ({ ...attempt, launch: interrupt(attempt.launch) }));
    return { ...cell, attempts, undo: { ...cell.undo, launch: interrupt(cell.undo.launch) } };
  });
  const gates = state.gates.mapped((gate, key) =>
    gate.closed === undefined && concerns(key) ? { ...gate, interrupted: true, windowSince: undefined } : gate,
  );
  return { ...state, cells, gates };
}
