// The nodes of an expression's syntax tree.
import type { ASTNode } from '@marcbachmann/cel-js';

/** `root` and all nodes below it, outer ones first. */
export function* nodesOf(root: ASTNode): Generator<ASTNode> {
  yield root;
  for (const child of childrenOf(root.args)) yield* nodesOf(child);
}

function childrenOf(args: unknown): ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(childrenOf);
  return isNode(args) ? [args] : [];
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}
