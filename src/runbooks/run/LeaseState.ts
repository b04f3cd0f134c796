// How a run stands with the lease of a host: folded from the events of leases.
import type { LeaseHolder, LeaseProof } from '../hosts/HostLeases.ts';
import type { Message } from '../texts/Message.ts';
import type { RunEvent } from './Event.ts';

export type LeaseState =
  | { readonly is: 'held'; readonly lease: LeaseProof }
  | { readonly is: 'refused'; readonly holder: LeaseHolder | undefined; readonly reason: Message | undefined }
  /** Another has it now: nothing is done on the host any more. */
  | { readonly is: 'lost' };

/** The leases after one more event; the same where it is not about them. */
export function evolveLeases(
  leases: Readonly<Record<string, LeaseState>>,
  event: RunEvent,
): Readonly<Record<string, LeaseState>> {
  switch (event.type) {
    case 'leaseTaken':
      return { ...leases, [event.host]: { is: 'held', lease: event.lease } };
    case 'leaseRefused':
      return { ...leases, [event.host]: { is: 'refused', holder: event.holder, reason: event.reason } };
    case 'leaseLost':
      return { ...leases, [event.host]: { is: 'lost' } };
    case 'leaseFreed':
    case 'leaseReleased':
      return Object.fromEntries(Object.entries(leases).filter(([host]) => host !== event.host));
    case 'runResumed':
      return {};
    default:
      return leases;
  }
}
