// A text of a runbook that uses names, and the names it may use.
import type { Path } from '../document/Node.ts';
import type { Names } from './Name.ts';

interface Common {
  readonly path: Path;
  readonly text: string;
  readonly names: Names;
}

export type Place =
  /** `probes`: a gate's, which must not turn a failure round. */
  | (Common & { readonly notation: 'sh'; readonly probes: boolean })
  /** `asserts`: it has to depend on what was observed. */
  | (Common & { readonly notation: 'cel'; readonly wants: 'bool' | 'value'; readonly asserts: boolean })
  | (Common & { readonly notation: 'template' | 'duration' });
