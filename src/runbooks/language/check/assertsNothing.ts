// Conditions that hold whatever was observed.
import type { ASTNode } from '@marcbachmann/cel-js';
import { parseExpression } from '../cel/parseExpression.ts';
import { nodesOf } from '../cel/nodesOf.ts';

/** What a probe gives. A condition without any of these says nothing about it. */
const OBSERVED: ReadonlySet<unknown> = new Set(['exit', 'stdout', 'stderr', 'value', 'values', 'previous', 'first']);
const REFLEXIVE: ReadonlySet<string> = new Set(['==', '<=', '>=']);
const IRREFLEXIVE: ReadonlySet<string> = new Set(['!=', '<', '>']);

/**
 * Whether `expression` can't tell one observation from another: it uses none, or it is true by its form alone, such as
 * `exit == exit` or `… || true`. Expressions that are none are not its matter.
 */
export function assertsNothing(expression: string): boolean {
  const parsed = parseExpression(expression);
  if ('problem' in parsed) return false;
  const observes = [...nodesOf(parsed.tree)].some((node) => node.op === 'id' && OBSERVED.has(node.args));
  return !observes || truthOf(parsed.tree, expression) === true;
}

/** true or false where the form alone decides, undefined where it depends. */
function truthOf(node: ASTNode, expression: string): boolean | undefined {
  const of = (part: ASTNode): boolean | undefined => truthOf(part, expression);
  switch (node.op) {
    case 'value':
      return typeof node.args === 'boolean' ? node.args : undefined;
    case '!_':
      return negated(of(node.args));
    case '&&': {
      const [left, right] = node.args.map(of);
      return left === false || right === false ? false : left === true ? right : right === true ? left : undefined;
    }
    case '||': {
      const [left, right] = node.args.map(of);
      return left === true || right === true ? true : left === false ? right : right === false ? left : undefined;
    }
    case '?:': {
      const [condition, yes, no] = node.args;
      const [left, right] = [of(yes), of(no)];
      return of(condition) === undefined ? (left === right ? left : undefined) : of(condition) === true ? left : right;
    }
    case '==':
    case '<=':
    case '>=':
    case '!=':
    case '<':
    case '>':
      return ofComparison(node.op, node.args[0], node.args[1]);
    default:
      return undefined;
  }
}

function negated(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

function ofComparison(op: string, left: ASTNode, right: ASTNode): boolean | undefined {
  if (shapeOf(left) === shapeOf(right)) return REFLEXIVE.has(op) ? true : IRREFLEXIVE.has(op) ? false : undefined;
  // An exit code is never below 0.
  const compared = `${shapeOf(left)} ${op} ${shapeOf(right)}`;
  return /^exit >= -?0$|^exit > -\d+$|^-?0 <= exit$/.test(compared) ? true : undefined;
}

/** The tree as a text without blanks and brackets that make no difference. */
function shapeOf(node: ASTNode): string {
  if (node.op === 'id') return node.args;
  if (node.op === 'value') return typeof node.args === 'bigint' ? String(node.args) : JSON.stringify(node.args);
  if (node.op === '-_') return `-${shapeOf(node.args)}`;
  return `${node.op}(${partsOf(node.args).join(',')})`;
}

function partsOf(args: unknown): string[] {
  if (Array.isArray(args))
    return args.map((part) => (Array.isArray(part) ? `[${partsOf(part).join(',')}]` : partsOf(part).join('')));
  return typeof args === 'string' ? [args] : [shapeOf(args as ASTNode)];
}
