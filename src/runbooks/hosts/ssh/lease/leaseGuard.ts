// What stands ahead of a script that must do nothing once the lease is another's.
import { quote } from '../quote.ts';
import { processScript } from '../spool/processScript.ts';
import { stateFolder } from '../spool/stateScript.ts';
import type { StateOptions } from '../spool/stateScript.ts';
import { leaseScript } from './leaseScript.ts';

/** Ends the script with 3 where the lease is not this one any more. */
export function leaseGuard(token: string, number: number, state: StateOptions): string {
  return `${stateFolder(state)}${processScript}${leaseScript}
gr_ours ${String(number)} ${quote(token)} || exit 3
`;
}
