// Asks a host for its lease.
import type { LeaseHolder } from '../../hosts/HostLeases.ts';
import type { Intent } from '../Intent.ts';
import type { RunState } from '../RunState.ts';
import { becomesOf } from './becomesOf.ts';

/** `over`: the holder from whom it is taken, as a person decided. */
export function takeLeaseIntent(state: RunState, host: string, over?: LeaseHolder): Intent {
  const key = `lease:${host}:${over?.token ?? ''}`;
  return { kind: 'takeLease', key, host, become: becomesOf(state), over };
}
