// A person's decision.
import type { RunEventOf } from '../Event.ts';
import { gateKey, type RunState } from '../RunState.ts';
import { withGate } from './withGate.ts';
import { withHost } from './withHost.ts';

/** Some answers take a part of the state back, so that it is done again. */
export function decided(state: RunState, event: RunEventOf<'decisionAnswered'>): RunState {
  const decision = state.decisions[event.id];
  if (decision === undefined) return state;
  const next: RunState = {
    ...state,
    decisions: { ...state.decisions, [event.id]: { ...decision, answer: event.option } },
  };
  const { about } = decision.asked;
  if (event.option === 'retry' && about.gate !== undefined) {
    return { ...next, gates: next.gates.without(gateKey(about.gate)) };
  }
  if (event.option === 'fail' && about.gate !== undefined) {
    return withGate(next, about.gate, (gate) => (gate === undefined ? undefined : { ...gate, closed: 'fail' }));
  }
  if (event.option === 'wait' && about.host !== undefined) {
    return withHost(next, about.host, { lostSince: state.now, tries: 0 });
  }
  return next;
}
