// The port to the place where the command was typed: its streams, its language, its environment.
import type { Readable, Writable } from 'node:stream';
import type { Locale, Message } from '../../runbooks/index.ts';

/** A stream that may be a terminal. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };
export type Input = Readable & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown };

export interface Terminal {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute; paths on the command line start here. */
  readonly folder: string;
  readonly locale: Locale;
  /** Whether standard output takes colours. */
  readonly colour: boolean;
  /** Whether a person can be asked. */
  readonly interactive: boolean;
  /** A sentence of the catalogue in the person's language. */
  say(code: Message['code'], args?: Message['args']): string;
  /** Writes a line to standard output. */
  print(line: string): void;
  /** Writes a line to standard error. */
  complain(line: string): void;
}
