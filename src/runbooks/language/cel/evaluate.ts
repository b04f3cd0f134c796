// An expression over values: bounded in time, and never throwing.
import type { Message } from '../../texts/Message.ts';
import type { CelValue, Scope } from './CelValue.ts';

/** A value, or why there is none. A gate takes the latter as inconclusive. */
export type Evaluated = { readonly value: CelValue } | { readonly problem: Message };

/** Evaluates `expression`; parsed expressions are kept, so evaluating again is cheap. */
export function evaluate(_expression: string, _scope: Scope): Evaluated {
  throw new Error('not built yet');
}
