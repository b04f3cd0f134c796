// The number that a gate compares its value with, for the line in its drawing.
import type { ASTNode } from '@marcbachmann/cel-js';
import { parseExpression } from './parseExpression.ts';

/** A comparison of `value` with a number, `value` on the left. */
export interface Threshold {
  readonly op: '<' | '<=' | '>' | '>=' | '==';
  readonly number: number;
}

/** The threshold of `value < 95 && exit == 0`, wherever it stands in the conjunction; undefined where there is none. */
export function thresholdOf(expect: string): Threshold | undefined {
  const parsed = parseExpression(expect);
  return 'problem' in parsed ? undefined : inConjunction(parsed.tree);
}

const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==' } as const;

function inConjunction(node: ASTNode): Threshold | undefined {
  switch (node.op) {
    case '&&':
      return inConjunction(node.args[0]) ?? inConjunction(node.args[1]);
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '==': {
      const [left, right] = node.args;
      const [measured, number] = isValue(left) ? [node.op, numberOf(right)] : [mirrored[node.op], numberOf(left)];
      return (isValue(left) || isValue(right)) && number !== undefined ? { op: measured, number } : undefined;
    }
    default:
      return undefined;
  }
}

function isValue(node: ASTNode): boolean {
  return node.op === 'id' && node.args === 'value';
}

function numberOf(node: ASTNode): number | undefined {
  if (node.op === '-_') {
    const positive = numberOf(node.args);
    return positive === undefined ? undefined : -positive;
  }
  if (node.op !== 'value') return undefined;
  return typeof node.args === 'bigint' || typeof node.args === 'number' ? Number(node.args) : undefined;
}
