// Leases are given back when nothing of the run is left on their hosts.
import type { Intent } from '../Intent.ts';
import type { RunState } from '../RunState.ts';
import { connectIntent } from './connectIntent.ts';

/** Milliseconds that a run waits for a lost host only to give its lease back. */
const patience = 60_000;

/**
 * Gives back the leases that are held; a host that was just lost is reached again for it, or the next run would find it taken. The
 * lease of a host where something was started and never seen to end is kept: whoever comes next has to see it.
 */
export function releaseIntents(state: RunState): readonly Intent[] {
  return Object.entries(state.leases).flatMap(([host, lease]): readonly Intent[] => {
    if (lease.is !== 'held' || mayRun(state, host)) return [];
    const { status, lostSince } = state.hosts[host] ?? {};
    if (status === 'lost' && state.now - (lostSince ?? state.now) <= patience) return [connectIntent(state, host)];
    if (status !== 'connected') return [];
    return [{ kind: 'releaseLease', key: `release:${host}`, host, lease: lease.lease }];
  });
}

/** A host that stayed away, so that its lease could not be given back. */
export function keptLease(state: RunState): string | undefined {
  return Object.keys(state.leases).find(
    (host) => state.leases[host]?.is === 'held' && state.hosts[host]?.status !== 'connected' && !mayRun(state, host),
  );
}

function mayRun(state: RunState, host: string): boolean {
  return state.cells
    .entries()
    .some(
      ([key, cell]) =>
        key.endsWith(`@${host}`) &&
        [cell.attempts.at(-1)?.launch, cell.undo.launch].some(
          (launch) =>
            launch !== undefined &&
            launch.exited === undefined &&
            launch.unknown === undefined &&
            launch.killed?.proven !== true,
        ),
    );
}
