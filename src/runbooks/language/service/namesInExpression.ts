// Which names of the runbook an expression uses, and where: those that a macro binds are its own.
import type { ASTNode } from '@marcbachmann/cel-js';
import { macroNames } from '../cel/overloads.ts';
import { parseExpression } from '../cel/parseExpression.ts';
import { reservedNames } from '../cel/reservedNames.ts';

/** A name and its offsets in the expression. */
export interface NameInExpression {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A text in quotes, a number, or a name that is no member and no function. */
const TOKEN = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|\d\w*|(?<![\w.])[A-Za-z_]\w*(?!\w|\s*\()/g;

/** The names in the order of the text. Of what is no expression yet, whatever looks like one. */
export function namesInExpression(expression: string): readonly NameInExpression[] {
  const parsed = parseExpression(expression);
  if ('problem' in parsed) {
    return [...expression.matchAll(TOKEN)]
      .filter(([name]) => /^[A-Za-z_]/.test(name) && !isWord(name))
      .map(({ 0: name, index: start }) => ({ name, start, end: start + name.length }));
  }
  return [...freeNames(parsed.tree, new Set())].sort((a, b) => a.start - b.start);
}

/** Words of CEL and its namespaces; the engine's own names are names. */
function isWord(name: string): boolean {
  return /^(?:true|false|null|in|cel|optional)$/.test(name) && reservedNames.has(name);
}

function* freeNames(node: ASTNode, bound: ReadonlySet<string>): Generator<NameInExpression> {
  if (node.op === 'id') {
    const name = node.args;
    if (!bound.has(name) && !isWord(name)) yield { name, start: node.start, end: node.start + name.length };
    return;
  }
  if (node.op === 'rcall') {
    const [name, receiver, args] = node.args;
    const [first, ...others] = args;
    if (macroNames.has(name) && first?.op === 'id') {
      yield* freeNames(receiver, bound);
      const inside = new Set([...bound, first.args]);
      for (const argument of others) yield* freeNames(argument, inside);
      return;
    }
    if (name === 'bind' && receiver.op === 'id' && receiver.args === 'cel' && first?.op === 'id') {
      const [value, ...rest] = others;
      if (value !== undefined) yield* freeNames(value, bound);
      const inside = new Set([...bound, first.args]);
      for (const argument of rest) yield* freeNames(argument, inside);
      return;
    }
  }
  for (const child of childrenOf(node.args)) yield* freeNames(child, bound);
}

function childrenOf(args: unknown): ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(childrenOf);
  return isNode(args) ? [args] : [];
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}
