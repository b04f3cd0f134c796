// Which shell variables a script uses and assigns.

/** A use of a variable: `$name`, `${name…}`, or in arithmetic; offsets into the script. */
export interface NameUse {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}
export interface ScriptNames {
  readonly uses: readonly NameUse[];
  readonly assigns: ReadonlySet<string>;
}

/** Reads a POSIX sh script well enough to know its names: quotes, comments, here-documents and `$( )` are respected. */
export function namesInScript(_script: string): ScriptNames {
  throw new Error('not built yet');
}
