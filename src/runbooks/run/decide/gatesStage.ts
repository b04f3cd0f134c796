// Gates that prove one thing together.
import { gateVerdict } from '../../gates/GateProgress.ts';
import type { GateRef, Verdict } from '../Event.ts';
import { gateKey, type RunState } from '../RunState.ts';
import { gateStage } from './gateStage.ts';
import { allOf, type Stage } from './Stage.ts';

/**
 * What these gates need now, side by side. One that has to stay green is watched until each of the others has come to
 * something, and while `more` are still to come: an answer that held still yesterday and a process that holds still today
 * prove nothing of either.
 */
export function gatesStage(state: RunState, gates: readonly GateRef[], { more } = { more: false }): Stage {
  const decided = gates.every((ref) => verdictNow(state, ref) !== undefined);
  return allOf(gates.map((ref) => gateStage(state, ref, { watch: more || !decided })));
}

/** The verdict that a gate has, or would be closed with now. */
export function verdictNow(state: RunState, ref: GateRef): Verdict | undefined {
  const progress = state.gates.get(gateKey(ref));
  return progress === undefined ? undefined : (progress.closed ?? gateVerdict(progress));
}
