// Gates that compare what several hosts measured.
import { parseExpression } from './cel/parseExpression.ts';
import { nodesOf } from './cel/nodesOf.ts';
import type { Gate } from './schema.ts';

const known = new WeakMap<Gate, boolean>();

/** Whether a gate is one gate over all its hosts, because its `expect` looks at the `values` of all. */
export function isJointGate(gate: Gate): boolean {
  const found = known.get(gate) ?? looksAtValues(gate.expect);
  known.set(gate, found);
  return found;
}

function looksAtValues(expect: string | undefined): boolean {
  if (expect?.includes('values') !== true) return false;
  const parsed = parseExpression(expect);
  return 'tree' in parsed && [...nodesOf(parsed.tree)].some((node) => node.op === 'id' && node.args === 'values');
}
