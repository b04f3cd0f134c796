// How a run stands with a host's lease after an event about it.
import type { RunEventOf } from '../../run/Event.ts';
import type { LeaseView } from '../RunView.ts';

export function foldLease(
  before: LeaseView | undefined,
  event: RunEventOf<'leaseTaken' | 'leaseRefused' | 'leaseFreed' | 'leaseLost' | 'leaseReleased'>,
): LeaseView | undefined {
  switch (event.type) {
    case 'leaseTaken':
      return { state: 'held', binds: event.binds };
    case 'leaseRefused':
      return { state: 'refused', holder: event.holder, reason: event.reason };
    case 'leaseLost':
      return { state: 'lost', holder: event.holder };
    case 'leaseReleased':
      return before?.state === 'held' ? { ...before, state: 'released' } : before;
    case 'leaseFreed':
      return undefined;
  }
}
