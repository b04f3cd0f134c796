// State to what may go now. Pure: no clock, no I/O. The same state always gives the same intents, and what is under way is
// given again; the loop does not begin it twice.
import { parseDuration } from '../../language/duration.ts';
import type { Intent } from '../Intent.ts';
import { unfold } from '../layout/unfold.ts';
import type { RunState } from '../RunState.ts';
import { cancelIntents } from './cancelIntents.ts';
import { connectStage } from './connectStage.ts';
import { endIntents } from './endIntents.ts';
import { foreseeIntents } from './foreseeIntents.ts';
import { guardStage } from './guardStage.ts';
import { leased } from './leased.ts';
import { progressStage } from './progressStage.ts';
import { rollbackStage } from './rollbackStage.ts';
import type { Stage } from './Stage.ts';
import { isUnreached } from './unreached.ts';

/** All that may go now. An empty list: something is under way and has to be waited for, or the run has ended. */
export function decide(state: RunState): readonly Intent[] {
  if (state.ended !== undefined) return [];
  const fenced = fencedStage(state);
  if (fenced !== undefined) return reachable(state, endIntents(state, fenced));
  if (state.cancel !== undefined) return reachable(state, cancelIntents(state));
  const connected = connectStage(state);
  if (connected.is === 'failed' || connected.is === 'halt') return endIntents(state, connected);
  const connecting = connected.is === 'working' ? connected.intents : [];
  // Nothing begins before every host of the run was reached once, or is gone on without.
  const isAwaited = (name: string): boolean => state.hosts[name]?.status === 'new' && !isUnreached(state, name);
  if (Object.keys(state.hosts).some(isAwaited)) return connecting;
  const stage = leased(state, state.rollback === undefined ? progressOf(state) : rollbackStage(state));
  if (stage.is === 'working') return reachable(state, [...connecting, ...timeoutIntents(state), ...stage.intents]);
  return reachable(state, endIntents(state, stage));
}

/** Another run has a host now: this one ends, as soon as what it does on its other hosts has ended. */
function fencedStage(state: RunState): Exclude<Stage, { is: 'working' }> | undefined {
  const host = Object.keys(state.leases).find((name) => state.leases[name]?.is === 'lost');
  return host === undefined ? undefined : { is: 'halt', reason: { code: 'run.lease.lost', args: { host } } };
}

function progressOf(state: RunState): ReturnType<typeof progressStage> {
  return state.mode === 'plan' ? foreseeIntents(state) : guardStage(state, progressStage(state));
}

/** What needs a host goes only while that host is connected. */
function reachable(state: RunState, intents: readonly Intent[]): readonly Intent[] {
  return intents.filter((intent) => {
    switch (intent.kind) {
      case 'read':
        return state.hosts[intent.ref.host]?.status === 'connected';
      case 'sample':
        return intent.probes.every(({ host }) => state.hosts[host]?.status === 'connected');
      case 'launch':
      case 'attach':
      case 'kill':
        return state.hosts[intent.where.host]?.status === 'connected';
      case 'takeLease':
      case 'awaitLease':
      case 'releaseLease':
        return state.hosts[intent.host]?.status === 'connected';
      default:
        return true;
    }
  });
}

/** The timeouts of the run's own runbook, and of those that it uses while they are under way. */
function timeoutIntents(state: RunState): readonly Intent[] {
  return [...unfold(state.plan).frames.values()].flatMap(({ id, runbook }) => {
    const use = state.uses[id];
    if (id === '') return timeoutIntent(state, 'run', runbook.timeout, state.since);
    if (use === undefined || use.ended !== undefined) return [];
    return timeoutIntent(state, `use:${id}`, runbook.timeout, Math.max(use.since, state.since));
  });
}

function timeoutIntent(state: RunState, of: string, timeout: string | undefined, since: number): readonly Intent[] {
  const span = timeout === undefined ? undefined : parseDuration(timeout);
  if (timeout === undefined || span === undefined) return [];
  const timer = `${of}:${String(since)}`;
  if (!state.timers.has(timer)) return [{ kind: 'wait', key: `wait:${timer}`, timer, due: since + span }];
  return [
    {
      kind: 'record',
      event: { type: 'cancelAsked', by: 'timeout', reason: { code: 'run.timedOut', args: { timeout } } },
    },
  ];
}
