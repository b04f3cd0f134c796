// A runbook bound to inputs and hosts: all that a run needs, as plain JSON, so that a journal is self-contained.
import type { Runbook } from '../language/schema.ts';

/** The value of an input. A secret is a name until the last moment. */
export type InputValue = string | number | boolean | { readonly secret: true };

/** Inputs that each host has its own value of, by host. */
export type HostInputs = Readonly<Record<string, Readonly<Record<string, InputValue>>>>;

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
  /** The runbooks that it uses, by their files' paths among the sources. */
  readonly used?: Readonly<Record<string, Runbook>>;
  /** The runbook's own file first; a hosts.yaml where something was taken from it. */
  readonly sources: readonly SourceFile[];
  /** Without those that are `perHost`. */
  readonly inputs: Readonly<Record<string, InputValue>>;
  /** The inputs that are `perHost`, by host and then by input; absent where there are none. */
  readonly hostInputs?: HostInputs;
  /** Hosts by role, in the order given. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  /** sha256 over sources, inputs (those by host too) and roles, hex. */
  readonly digest: string;
}
