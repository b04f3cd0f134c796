// Gates that prove one thing together.
import { gateVerdict } from '../../gates/GateProgress.ts';
import type { Gate } from '../../language/schema.ts';
import type { GateRef } from '../Event.ts';
import { gateKey, type RunState } from '../RunState.ts';
import { gateStage } from './gateStage.ts';
import { allOf, type Stage } from './Stage.ts';

/** A gate, and the place it is looked at from. */
export interface PlacedGate {
  readonly ref: GateRef;
  readonly gate: Gate;
}

/**
 * What these gates need now, side by side. One that has to stay green is watched until each of the others has come to
 * something: an answer that held still yesterday and a process that holds still today prove nothing of either.
 */
export function gatesStage(state: RunState, gates: readonly PlacedGate[]): Stage {
  const decided = gates.every(({ ref }) => {
    const progress = state.gates[gateKey(ref)];
    return progress !== undefined && (progress.closed !== undefined || gateVerdict(progress) !== undefined);
  });
  return allOf(gates.map(({ ref, gate }) => gateStage(state, ref, gate, { watch: !decided })));
}
