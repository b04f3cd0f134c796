// The port to the copies of runs' journals that are kept on a host, for colleagues.
import type { Command } from './Host.ts';

type Become = Command['become'];

/** A piece of a copy. `run` is `[A-Za-z0-9][A-Za-z0-9._-]*`. */
export interface JournalPiece {
  readonly run: string;
  /** In whose state folder. */
  readonly become: Become;
  /** The byte at which it begins. It is appended only where the copy ends there. */
  readonly at: number;
  readonly text: string;
}

export interface KeptJournal {
  readonly run: string;
  readonly become: Become;
  /** In bytes. */
  readonly size: number;
}

export interface HostJournals {
  /** The size of the copy afterwards, whoever wrote it. With `anew` what is there is replaced. */
  append(piece: JournalPiece, anew?: boolean): Promise<{ readonly size: number } | { readonly lost: string }>;
  /** Those that can be read as `become`, the newest first. */
  list(become: Become): Promise<{ readonly kept: readonly KeptJournal[] } | { readonly lost: string }>;
  /** At most a few hundred kilobytes from the byte `from` on; empty at the end. */
  read(
    kept: Pick<KeptJournal, 'run' | 'become'>,
    from: number,
  ): Promise<{ readonly bytes: Uint8Array } | { readonly lost: string }>;
}
