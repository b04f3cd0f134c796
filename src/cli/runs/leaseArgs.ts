// Who holds a lease, in the words of a sentence.
import type { LeaseHolder } from '../../runbooks/index.ts';

/** Times are whole minutes. */
export function leaseArgs({ by, run, runbook, held, silent }: LeaseHolder): Record<string, string | number> {
  const minutes = (milliseconds: number): number => Math.floor(milliseconds / 60_000);
  return { by, run, runbook, since: minutes(held), silent: minutes(silent) };
}
