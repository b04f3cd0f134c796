// A run's state after its first event.
import type { Plan } from '../../plan/Plan.ts';
import type { Recorded } from '../Recorded.ts';
import type { RunState } from '../RunState.ts';
import { KeyedMap } from './KeyedMap.ts';
import { newHost } from './newHost.ts';

/** The state after the first event of a journal. Throws a bug's error where it is not `runStarted`. */
export function begin(first: Recorded): RunState {
  const { event, at } = first;
  if (event.type !== 'runStarted') throw new Error(`a journal begins with runStarted, not ${event.type}`);
  return {
    runId: event.runId,
    mode: event.mode,
    plan: event.plan,
    since: at,
    now: at,
    interactive: event.interactive,
    prepared: event.prepared,
    hosts: Object.fromEntries(hostsOf(event.plan).map((host) => [host, newHost])),
    leases: {},
    takeOver: event.takeOver ?? [],
    cells: KeyedMap.of(),
    gates: KeyedMap.of(),
    captures: {},
    uses: {},
    guards: {},
    confirms: {},
    manuals: {},
    decisions: {},
    timers: new Set(),
    launches: 0,
    foreseen: KeyedMap.of(),
    rollback: undefined,
    undoRequests: 0,
    cancel: undefined,
    ended: undefined,
  };
}

/** All hosts of a plan, each once. */
function hostsOf(plan: Plan): readonly string[] {
  return [...new Set(Object.values(plan.roles).flat())];
}
