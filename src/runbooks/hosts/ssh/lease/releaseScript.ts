// What is run on the host to give a lease back.
import { quote } from '../quote.ts';
import { processScript } from '../spool/processScript.ts';
import { stateFolder } from '../spool/stateScript.ts';
import type { StateOptions } from '../spool/stateScript.ts';
import { leaseScript } from './leaseScript.ts';

/**
 * Empties the lease, which needs no room on the disk; its number stays used. Prints `released` once it is free or another's, and
 * nothing where it could not be emptied.
 */
export function releaseScript(token: string, number: number, state: StateOptions): string {
  return `${stateFolder(state)}${processScript}${leaseScript}
if gr_ours ${String(number)} ${quote(token)}; then : >"$gr_leases/${String(number)}" || exit; fi
echo released
`;
}
