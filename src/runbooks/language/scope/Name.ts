// A name as it is at one place of a runbook.
import type { CelType } from '../cel/CelValue.ts';
import type { Problem } from '../document/Problem.ts';

export interface Name {
  /** Its type in expressions; absent where it is no name of theirs here. */
  readonly type?: CelType;
  /** Whether scripts have it as a variable here. */
  readonly inShell: boolean;
  /** Why it can't be used here at all, or not as the bare value that somebody may take it for. */
  readonly because?: Pick<Problem, 'code' | 'args'>;
  /** The type it would have if it were certain to be there, and of one host. */
  readonly bare?: CelType;
  /** The only keys of it, where it is a role. */
  readonly members?: readonly string[];
}

/** All names that somebody may think of at a place, usable or not. */
export type Names = ReadonlyMap<string, Name>;
