// How an evaluation stops inside; it never leaves `evaluate`.
import type { Message } from '../../texts/Message.ts';

/** `final` passes through `||`, `&&`, `all` and `exists`, which by CEL's rules ignore a failure that can't change the result. */
export class EvaluationFailure extends Error {
  readonly problem: Message;
  readonly final: boolean;

  constructor(problem: Message, final?: 'final') {
    super(problem.code);
    this.problem = problem;
    this.final = final !== undefined;
  }
}

/** Stops the evaluation. */
export function fail(code: Message['code'], args: Message['args'] = {}): never {
  throw new EvaluationFailure({ code, args });
}
