// How a check stops inside; it never leaves `checkExpression`.
import type { ASTNode } from '@marcbachmann/cel-js';
import type { Message } from '../../texts/Message.ts';
import type { ExpressionProblem } from './parseExpression.ts';

/** What is wrong, and the place. */
export class Refusal extends Error {
  readonly at: ExpressionProblem;

  constructor(at: ExpressionProblem) {
    super(at.problem.code);
    this.at = at;
  }
}

/** Stops the check at a node. */
export function refuse(
  place: Pick<ASTNode, 'start' | 'end'>,
  code: Message['code'],
  args: Message['args'] = {},
): never {
  throw new Refusal({ problem: { code, args }, start: place.start, end: place.end });
}
