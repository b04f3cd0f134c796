// Text becomes a syntax tree, through the CEL library's parser; its evaluator and its functions are not used.
import { Environment, ParseError, type ASTNode } from '@marcbachmann/cel-js';
import type { Message } from '../../texts/Message.ts';

/** What is wrong with an expression and where: character offsets into it. */
export interface ExpressionProblem {
  readonly problem: Message;
  readonly start: number;
  readonly end: number;
}

/** Longer expressions are refused: what needs more belongs into the script. */
const longest = 8192;
const parser = new Environment({
  enableOptionalTypes: true,
  limits: { maxAstNodes: 1000, maxDepth: 100, maxListElements: 500, maxMapEntries: 500, maxCallArguments: 8 },
});

/** Trees by text; they are never changed. */
const parsed = new Map<string, { readonly tree: ASTNode } | ExpressionProblem>();

/** The tree of an expression, or why it is none. Never throws; kept, so that parsing again is cheap. */
export function parseExpression(expression: string): { readonly tree: ASTNode } | ExpressionProblem {
  const known = parsed.get(expression);
  if (known) return known;
  const result = parse(expression);
  if (parsed.size >= 1000) parsed.clear();
  parsed.set(expression, result);
  return result;
}

function parse(expression: string): { readonly tree: ASTNode } | ExpressionProblem {
  if (expression.length > longest)
    return { problem: { code: 'cel.tooLong', args: { longest } }, start: longest, end: expression.length };
  try {
    return { tree: parser.parse(expression).ast };
  } catch (error) {
    if (error instanceof ParseError) return problemOf(expression, error);
    throw error;
  }
}

/** What people write who come from other languages, and what CEL has for it. */
const habits: Readonly<Record<string, string>> = {
  '=': '==',
  '&': '&&',
  '|': '||',
  and: '&&',
  or: '||',
  is: '==',
  '~': 'text.matches("…")',
  '`': '"',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
};

function problemOf(expression: string, error: ParseError): ExpressionProblem {
  const start = Math.min(error.range?.start ?? 0, expression.length);
  const end = Math.min(Math.max(error.range?.end ?? start, start), expression.length);
  const at = (code: Message['code'], args: Message['args'] = {}): ExpressionProblem => ({
    problem: { code, args },
    start,
    end,
  });
  const written = expression.slice(start, end);
  switch (error.code) {
    case 'limit_exceeded':
      return { problem: { code: 'cel.tooComplex' }, start: 0, end: expression.length };
    case 'unterminated_string':
    case 'unterminated_triple_quoted_string':
      return at('cel.unclosedText');
    case 'newline_in_string':
      return at('cel.lineEndInText');
    case 'reserved_identifier':
      return at('cel.reservedWord', { name: written });
    case 'invalid_integer':
    case 'invalid_hex_integer':
    case 'invalid_number':
    case 'invalid_exponent':
      return at('cel.badNumber', { number: written });
    case 'unexpected_character':
    case 'unexpected_token':
    case 'expected_token': {
      if (written.trim() === '') return at('cel.unfinished');
      const negation = /\bnot\s+$/.exec(expression.slice(0, start));
      if (negation)
        return {
          problem: { code: 'cel.writeInstead', args: { written: 'not', meant: '!' } },
          start: negation.index,
          end: negation.index + 3,
        };
      const meant = Object.hasOwn(habits, written) ? habits[written] : undefined;
      return meant === undefined ? at('cel.unexpected', { text: written }) : at('cel.writeInstead', { written, meant });
    }
    case 'invalid_macro_argument':
      return at('cel.elementName');
    default:
      return at('cel.badEscape', { text: written });
  }
}
