// The state with something of a gate changed.
import type { GateProgress } from '../../gates/GateProgress.ts';
import type { GateRef } from '../Event.ts';
import { gateKey, type RunState } from '../RunState.ts';

export function withGate(
  state: RunState,
  ref: GateRef,
  change: (gate: GateProgress | undefined) => GateProgress | undefined,
): RunState {
  const key = gateKey(ref);
  const gate = change(state.gates.get(key));
  return gate === undefined ? state : { ...state, gates: state.gates.with(key, gate) };
}
