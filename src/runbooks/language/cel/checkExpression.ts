// The type of an expression, found without evaluating it.
import type { Message } from '../../texts/Message.ts';
import type { CelType } from './CelValue.ts';

/** What is wrong with an expression and where: character offsets into it. */
export interface ExpressionProblem {
  readonly problem: Message;
  readonly start: number;
  readonly end: number;
}

/** Parses and type-checks `expression` over `names`. Never throws. */
export function checkExpression(
  _expression: string,
  _names: Readonly<Record<string, CelType>>,
): { readonly type: CelType; /** Declared names it uses. */ readonly uses: ReadonlySet<string> } | ExpressionProblem {
  throw new Error('not built yet');
}
