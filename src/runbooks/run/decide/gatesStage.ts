// Gates that prove one thing together.
import { gateVerdict } from '../../gates/GateProgress.ts';
import type { GateRef, Verdict } from '../Event.ts';
import { gateAt } from '../gateAt.ts';
import { gateKey, type RunState } from '../RunState.ts';
import { gateStage } from './gateStage.ts';
import { allOf, type Stage } from './Stage.ts';
import { isUnreached, unreachedHosts } from './unreached.ts';

/**
 * What these gates need now, side by side. One that has to stay green is watched until each of the others has come to
 * something, and while `more` are still to come: an answer that held still yesterday and a process that holds still today
 * prove nothing of either. A host that the run goes on without is not looked at; what is about others too can't be proven without it.
 */
export function gatesStage(state: RunState, gates: readonly GateRef[], { more } = { more: false }): Stage {
  const [gone] = unreachedHosts(state);
  const seen = gone === undefined ? gates : gates.filter(({ host, shared }) => shared ?? !isUnreached(state, host));
  const decided = seen.every((ref) => verdictNow(state, ref) !== undefined);
  return allOf(
    seen.map((ref) => {
      const blind =
        gone === undefined ? undefined : gateAt(state.plan, ref).hosts.find((one) => isUnreached(state, one));
      const reason = state.hosts[blind ?? '']?.failure;
      return reason === undefined ? gateStage(state, ref, { watch: more || !decided }) : { is: 'failed', reason };
    }),
  );
}

/** The verdict that a gate has, or would be closed with now. */
export function verdictNow(state: RunState, ref: GateRef): Verdict | undefined {
  const progress = state.gates.get(gateKey(ref));
  return progress === undefined ? undefined : (progress.closed ?? gateVerdict(progress));
}
