// Hosts that could not be connected at the start: a run that only looks goes on without them, any other does not begin.
import type { Plan } from '../../plan/Plan.ts';
import type { Message } from '../../texts/Message.ts';
import { unfold } from '../layout/unfold.ts';
import type { RunState } from '../RunState.ts';

const onlyLooks = new WeakMap<Plan, boolean>();

/** Whether the run goes on without a host: it was never reached, others were, and nothing is changed on any. */
export function isUnreached(state: RunState, host: string): boolean {
  if (state.mode === 'plan' || !wasNeverReached(state, host) || !looksOnly(state.plan)) return false;
  return Object.keys(state.hosts).some((other) => !wasNeverReached(state, other));
}

/** The hosts that the run goes on without. */
export function unreachedHosts(state: RunState): readonly string[] {
  return Object.keys(state.hosts).filter((host) => isUnreached(state, host));
}

/** Why hosts could not be connected: its own reason of one, and where there are several all of their names. */
export function outOfReach(state: RunState): Message | undefined {
  const hosts = Object.keys(state.hosts).filter((host) => wasNeverReached(state, host));
  if (hosts.length > 1) return { code: 'run.host.several', args: { count: hosts.length, hosts: hosts.join(', ') } };
  return state.hosts[hosts[0] ?? '']?.failure;
}

function wasNeverReached(state: RunState, name: string): boolean {
  const host = state.hosts[name];
  return host?.failure !== undefined && host.machineId === '';
}

function looksOnly(plan: Plan): boolean {
  const known = onlyLooks.get(plan) ?? unfold(plan).steps.every(({ effect }) => effect === 'read');
  onlyLooks.set(plan, known);
  return known;
}
