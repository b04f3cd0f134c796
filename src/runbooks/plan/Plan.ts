// A runbook bound to inputs and hosts: all that a run needs, as plain JSON, so that a journal is self-contained.
import type { Runbook } from '../language/schema.ts';

/** The value of an input. A secret is a name until the last moment. */
export type InputValue = string | number | boolean | { readonly secret: true };

/** One file of the runbook's closure, as it was read and approved. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface Plan {
  readonly format: 1;
  /** `mcsmanager/recover-daemon`, or the file's path. */
  readonly name: string;
  readonly runbook: Runbook;
  /** The runbook's own file first. */
  readonly sources: readonly SourceFile[];
  readonly inputs: Readonly<Record<string, InputValue>>;
  /** Hosts by role, in the order given. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  /** sha256 over sources, inputs and roles, hex. */
  readonly digest: string;
}
