// The hosts that a gate is on.
import type { GateRef } from '../../run/Event.ts';

/** Several where it compares them. */
export function hostsOfRef({ host }: Pick<GateRef, 'host'>): readonly string[] {
  return host.split(', ');
}
