// What must be approved by the person before anything runs or connects (DESIGN §4).
import type { Connect, Inventory, Runbook, SourceFile } from '../../runbooks/index.ts';
import type { RunbookFile } from '../files/RunbookFile.ts';

/** Exactly what was approved, and so exactly what runs. */
export interface ApprovedRunbook {
  readonly file: RunbookFile;
  readonly runbook: Runbook;
  /** The runbooks that it uses, by their paths among the sources. */
  readonly used: Readonly<Record<string, Runbook>>;
  readonly sources: readonly SourceFile[];
  /** The team's hosts.yaml, one of the sources, where the runbook may take something from it. */
  readonly inventory?: Inventory;
}

export interface Trust {
  /** Whether the workspace may run or connect anything; where not, the person is told why. */
  mayConnect(): Promise<boolean>;
  /** Reads the runbook, and asks where its text was not approved before. Undefined: it has errors or was declined, and the person knows. */
  approve(file: RunbookFile): Promise<ApprovedRunbook | undefined>;
  /** `connect`, with the person asked where the workspace's runbooks meet a host for the first time. */
  introduce(connect: Connect): Connect;
}
