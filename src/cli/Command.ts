// What a command of `runbook` is: a row of the table, from which parsing and help are made.
import type { TextCode } from '../runbooks/index.ts';
import type { Terminal } from './terminal/Terminal.ts';

/** An option as it is written, without its dashes. */
export interface OptionSpec {
  /** What its value looks like in the help, such as `ROLE=HOST`; absent for a switch. */
  readonly value?: string;
  /** May be given more than once. */
  readonly repeated?: true;
  /** What it is for. */
  readonly help: TextCode;
}

/** What was typed behind the command's name. */
export interface Invocation {
  readonly positionals: readonly string[];
  /** All values of an option in the order given; empty where it wasn't given. */
  values(option: string): readonly string[];
  /** The last value of an option. */
  value(option: string): string | undefined;
  /** Whether a switch was given. */
  has(option: string): boolean;
}

export interface Command {
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: TextCode;
  /** Its positional arguments as the help shows them, such as `RUNBOOK`. */
  readonly usage: string;
  /** How many positional arguments it takes. */
  readonly arity: { readonly least: number; readonly most: number };
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Runs it; resolves with the exit code. Rejects with a {@link CommandError} for what the person can mend. */
  run(invocation: Invocation, terminal: Terminal): Promise<number>;
}
