// Leases are given back when nothing of the run is left on their hosts.
import type { Intent } from '../Intent.ts';
import type { RunState } from '../RunState.ts';

/**
 * Gives back the leases that are held on connected hosts. One of a host where something was started and never seen to end
 * is kept: whoever comes next has to see it.
 */
export function releaseIntents(state: RunState): readonly Intent[] {
  return Object.entries(state.leases).flatMap(([host, lease]): readonly Intent[] => {
    if (lease.is !== 'held' || state.hosts[host]?.status !== 'connected' || mayRun(state, host)) return [];
    return [{ kind: 'releaseLease', key: `release:${host}`, host, lease: lease.lease }];
  });
}

function mayRun(state: RunState, host: string): boolean {
  return Object.entries(state.cells).some(
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
