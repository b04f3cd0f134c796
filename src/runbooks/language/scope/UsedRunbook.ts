// The runbooks that a runbook uses, where they are at hand.
import type { Runbook } from '../schema.ts';

export interface UsedRunbook {
  readonly runbook: Runbook;
  readonly find: FindUsed;
}

/** The runbook that a `use` means; undefined where it could not be read, or was not looked for. */
export type FindUsed = (use: string) => UsedRunbook | undefined;
