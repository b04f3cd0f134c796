// Patterns, which are RE2's so that no output can make them slow.
import { RE2JS, RE2JSSyntaxException } from 're2js';
import type { Span } from '../document/Node.ts';
import type { Problem } from '../document/Problem.ts';

/** The problem of `pattern`; undefined where it compiles. */
export function patternProblem(pattern: string, span: Span): Problem | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    return { code: 'language.badPattern', span, args: { detail: error.message } };
  }
}
