// What a runbook gives a name to, and where the name is used.
import type { Path, Span } from '../document/Node.ts';
import type { Place } from '../scope/Place.ts';

export type SymbolKind = 'input' | 'role' | 'capture' | 'step';

export interface RunbookSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  /** Where it is declared, in the tree as read: the input, the role, the expression, the step. */
  readonly path: Path;
  /** The name itself, without quotes. */
  readonly span: Span;
  /** All of the declaration. */
  readonly whole: Span;
}

/** A use of a symbol: the part of the text that is its name. */
export interface SymbolUse {
  readonly symbol: RunbookSymbol;
  readonly span: Span;
  /** Where it is used; absent where the name itself is the value, as in `target: node`. */
  readonly place?: Place;
}
