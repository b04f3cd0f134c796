// Hosts are connected before anything else, and again whenever they are lost.
import type { RunState } from '../RunState.ts';
import { connectIntent } from './connectIntent.ts';
import { decision } from './decision.ts';
import { allOf, done, working, type Stage } from './Stage.ts';
import { isUnreached, outOfReach } from './unreached.ts';

/** How long a lost host is tried again before a person is asked. */
const patience = 15 * 60_000;

/**
 * Connects all hosts of the run at once. A host that can't be connected at the start fails the run before anything is done,
 * unless the run only looks, and there are others to look at.
 */
export function connectStage(state: RunState): Stage {
  const twice = sameMachine(state);
  if (twice !== undefined)
    return { is: 'failed', reason: { code: 'run.host.same', args: { hosts: twice.join(', ') } } };
  const stage = allOf(Object.keys(state.hosts).map((host) => hostStage(state, host)));
  return stage.is === 'failed' ? { is: 'failed', reason: outOfReach(state) ?? stage.reason } : stage;
}

/** Two names for one machine, on which a change would be made twice. */
function sameMachine(state: RunState): readonly string[] | undefined {
  const byMachine = new Map<string, string>();
  for (const [name, { machineId }] of Object.entries(state.hosts)) {
    const other = byMachine.get(machineId);
    if (machineId !== '' && other !== undefined && !mayShare(state, other, name)) return [other, name];
    byMachine.set(machineId, name);
  }
  return undefined;
}

/** Hosts of different roles may be one machine where all roles of one of them say so. */
function mayShare({ plan }: RunState, host: string, other: string): boolean {
  const rolesOf = (name: string): readonly string[] =>
    Object.keys(plan.roles).filter((role) => plan.roles[role]?.includes(name) === true);
  const [its, others] = [rolesOf(host), rolesOf(other)];
  const says = (role: string): boolean => plan.runbook.targets[role]?.sameHost === true;
  return !its.some((role) => others.includes(role)) && (its.every(says) || others.every(says));
}

function hostStage(state: RunState, name: string): Stage {
  const host = state.hosts[name];
  if (host === undefined || host.status === 'connected' || isUnreached(state, name)) return done;
  if (host.status === 'refused' && host.failure !== undefined) return { is: 'halt', reason: host.failure };
  if (host.status === 'new') {
    if (host.failure === undefined) return working(connectIntent(state, name));
    // Gone on with after a change, a host out of reach leaves the run as unknown as it was.
    return { is: state.launches > 0 ? 'halt' : 'failed', reason: host.failure };
  }
  if (host.lostSince !== undefined && state.now - host.lostSince > patience) {
    const reason = { code: 'run.host.unreachable', args: { host: name } } as const;
    const asked = decision(state, `host:${name}`, reason, ['wait', 'stop'], { host: name });
    if (asked.is === 'open') return working(asked.intent);
    return { is: 'halt', reason };
  }
  return working(connectIntent(state, name));
}
