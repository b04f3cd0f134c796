// What the SSH server needs of the place where commands run.
import type { Pipes } from './pipes.ts';

/** A command that was started. */
export interface Started {
  readonly pipes: Pipes;
  /** Resolves when it has ended. */
  readonly ended: Promise<{ readonly code: number } | { readonly signal: string }>;
  /** Sends a signal (`TERM`, `KILL`, …) to its process group; nothing where it has ended. */
  signal(name: string): void;
}

export interface Sandbox {
  /** Starts `command` by /bin/sh as sshd would; without one, a login shell. */
  start(command: string | undefined, terminal: Terminal | undefined): Promise<Started>;
  /** Ends every process in it and resolves when its folder is gone. */
  close(): Promise<void>;
}

/** The size of the terminal that a person asked for. */
export interface Terminal {
  readonly columns: number;
  readonly rows: number;
  readonly type: string;
}
