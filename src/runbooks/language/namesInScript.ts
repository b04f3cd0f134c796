// Which shell variables a script uses and assigns.
import { ShellReader, type NameUse } from './ShellReader.ts';

export type { NameUse } from './ShellReader.ts';

export interface ScriptNames {
  /** In the order of the script. In doubt a name is used: a variable sent for nothing does no harm. */
  readonly uses: readonly NameUse[];
  readonly assigns: ReadonlySet<string>;
  /** Whether the script begins with `!`, which turns a missing command into a success. */
  readonly negated: boolean;
}

/** Reads a POSIX sh script well enough to know its names: quotes, comments, here-documents and `$( )` are respected. Never throws. */
export function namesInScript(script: string): ScriptNames {
  const reader = new ShellReader(script);
  reader.commands();
  const uses = reader.uses.toSorted((a, b) => a.start - b.start);
  return { uses, assigns: reader.assigns, negated: reader.negated };
}
