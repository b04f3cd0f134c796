// What is run on the host to say that a lease's run lives.
import { quote } from '../quote.ts';
import { processScript } from '../spool/processScript.ts';
import { stateFolder } from '../spool/stateScript.ts';
import type { StateOptions } from '../spool/stateScript.ts';
import { leaseScript } from './leaseScript.ts';
import { tellScript } from './tellScript.ts';

/** Prints `renewed`, or whose the lease is by now, as `gr_tell`. */
export function renewScript(token: string, number: number, state: StateOptions): string {
  return `${stateFolder(state)}${processScript}${leaseScript}${tellScript}
gr_number=${String(number)}
if gr_ours "$gr_number" ${quote(token)}; then
  gr_spool=
  read -r gr_up gr_bootid gr_spool 2>/dev/null <"$gr_leases/$gr_number.beat"
  gr_beat "$gr_number" "$gr_spool"
  echo renewed
  exit
fi
gr_last
gr_tell
`;
}
