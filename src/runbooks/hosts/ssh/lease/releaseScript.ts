// What is run on the host to give a lease back.
import type { StateOptions } from '../spool/stateScript.ts';
import { leaseGuard } from './leaseGuard.ts';

/** Empties the lease, which needs no room on the disk; its number stays used. */
export function releaseScript(token: string, number: number, state: StateOptions): string {
  return `${leaseGuard(token, number, state)}: >"$gr_leases/${String(number)}"\n`;
}
