// What is run on the host to see whose its lease is.
import { processScript } from '../spool/processScript.ts';
import { stateFolder } from '../spool/stateScript.ts';
import type { StateOptions } from '../spool/stateScript.ts';
import { leaseScript } from './leaseScript.ts';
import { tellScript } from './tellScript.ts';

/** Prints what `gr_tell` does. */
export function lookScript(state: StateOptions): string {
  return `${stateFolder(state)}${processScript}${leaseScript}${tellScript}
gr_last
gr_tell
`;
}
