// The leases of a run: those of all its hosts or none, taken in one order, by everybody, before the first change.
import type { LeaseHolder } from '../../hosts/HostLeases.ts';
import type { Message } from '../../texts/Message.ts';
import type { DecisionOption } from '../Event.ts';
import { leaseStaleAfter } from '../leaseStaleAfter.ts';
import type { RunState } from '../RunState.ts';
import { becomesOf } from './becomesOf.ts';
import { decision } from './decision.ts';
import { releaseIntents } from './releaseIntents.ts';
import { done, working, type Stage } from './Stage.ts';
import { takeLeaseIntent } from './takeLeaseIntent.ts';

/**
 * Takes the lease of each host, one after the other, by machine id. Two runs that begin at the same moment meet at the first host
 * that they share, and exactly one goes on. Whoever does not get one gives back what it has before it waits.
 */
export function leaseStage(state: RunState): Stage {
  const hosts = inOrder(state);
  for (const host of hosts) {
    const lease = state.leases[host];
    if (lease?.is !== 'refused') continue;
    if (lease.holder === undefined)
      return refused(state, lease.reason ?? { code: 'run.lease.unknown', args: { host } });
    return heldByOther(state, host, lease.holder);
  }
  const next = hosts.find((host) => state.leases[host]?.is !== 'held');
  if (next === undefined) return done;
  return state.hosts[next]?.status === 'connected' ? working(takeLeaseIntent(state, next)) : working();
}

function heldByOther(state: RunState, host: string, holder: LeaseHolder): Stage {
  const isStale = holder.silent > leaseStaleAfter;
  const reason = heldMessage(host, holder);
  const takeOver = working(takeLeaseIntent(state, host, holder));
  // Whoever goes on with this very run elsewhere has said so by typing, whether it lives or not.
  if (state.takeOver.includes(host) && (isStale || holder.run === state.runId)) return takeOver;
  const id = `lease:${host}:${holder.token}${isStale ? ':stale' : ''}`;
  const giveBack = releaseIntents(state);
  if (state.decisions[id]?.answer === 'wait') {
    const key = `await:${host}:${holder.token}:${String(isStale)}`;
    return working(...giveBack, { kind: 'awaitLease', key, host, become: becomesOf(state), holder });
  }
  const options: readonly DecisionOption[] = ['wait', 'takeOver', 'stop'];
  const asked = decision(state, id, reason, options, { host }, host);
  if (asked.is === 'headless') return refused(state, reason);
  if (asked.is === 'open') return working(...giveBack, asked.intent);
  return asked.option === 'takeOver' ? takeOver : refused(state, reason);
}

/** Who holds it, what they run, since when; whether anything is heard of them. */
function heldMessage(host: string, holder: LeaseHolder): Message {
  const { by, run, runbook, held, silent } = holder;
  const args = { host, by, run, runbook, since: minutes(held), silent: minutes(silent) };
  return { code: silent > leaseStaleAfter ? 'run.lease.stale' : 'run.lease.held', args };
}

function minutes(milliseconds: number): number {
  return Math.floor(milliseconds / 60_000);
}

/** Before anything was changed it is blocked; gone on with, it stays as unknown as it was. */
function refused(state: RunState, reason: Message): Stage {
  return { is: state.launches > 0 ? 'halt' : 'failed', reason };
}

/** By machine id, the same for everybody; by name where there is none. */
function inOrder(state: RunState): readonly string[] {
  const place = (host: string): string => `${state.hosts[host]?.machineId ?? ''} ${host}`;
  return Object.keys(state.hosts).sort((a, b) => (place(a) < place(b) ? -1 : 1));
}
