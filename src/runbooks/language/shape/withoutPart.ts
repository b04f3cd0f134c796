// A document without one part of it, so that the rest can be checked on.
import { nodeAt } from '../document/nodeAt.ts';
import type { MapEntry, Node, Path, ScalarNode, Span } from '../document/Node.ts';

/** What much else hangs on is replaced where it is missing or wrong, so that its parent need not go. */
const STAND_INS: ReadonlyMap<unknown, (span: Span) => Node> = new Map([
  ['schema', (span: Span): Node => scalar('runbook/v1', span)],
  ['title', (span: Span): Node => scalar('…', span)],
  ['targets', (span: Span): Node => ({ kind: 'map', entries: [], damaged: true, span })],
  ['id', (span: Span): Node => scalar(`unnamed_${span.start}`, span)],
]);

/**
 * The document without the value at `path`; without its parent where the value is not there, since then it is missing and
 * the parent can't be used. Undefined where nothing is left.
 */
export function withoutPart(root: Node, path: Path): Node | undefined {
  const key = path.at(-1);
  if (key === undefined) return undefined;
  const parent = path.slice(0, -1);
  const holder = nodeAt(root, parent);
  const present = nodeAt(root, path);
  const standIn = holder?.kind === 'map' ? STAND_INS.get(key)?.(holder.span) : undefined;
  if (standIn !== undefined && !isStandIn(present, standIn)) return replaced(root, path, standIn);
  return present === undefined ? withoutPart(root, parent) : replaced(root, path, undefined);
}

/** A stand-in that does not do, since the key means something else here, has to go too. */
function isStandIn(node: Node | undefined, standIn: Node): boolean {
  if (node?.kind === 'scalar' && standIn.kind === 'scalar') return node.value === standIn.value;
  return node?.kind === 'map' && standIn.kind === 'map' && node.entries.length === 0;
}

function replaced(node: Node, [key, ...rest]: Path, by: Node | undefined): Node {
  const put = (child: Node | undefined): Node | undefined =>
    rest.length === 0 || child === undefined ? by : replaced(child, rest, by);
  if (node.kind === 'list') {
    return {
      ...node,
      damaged: true,
      items: node.items.flatMap((item, index) => (index === key ? (put(item) ?? []) : item)),
    };
  }
  if (node.kind !== 'map') return node;
  const name = String(key);
  const known = node.entries.some((entry) => entry.key === name);
  const entries: readonly MapEntry[] = known
    ? node.entries
    : [
        ...node.entries,
        { key: name, keySpan: { start: node.span.start, end: node.span.start }, value: nothing(node.span) },
      ];
  return {
    ...node,
    damaged: true,
    entries: entries.flatMap((entry) => {
      if (entry.key !== name) return entry;
      const value = put(entry.value);
      return value === undefined ? [] : { ...entry, value };
    }),
  };
}

function scalar(value: string, span: Span): ScalarNode {
  return { kind: 'scalar', value, style: 'plain', span: { start: span.start, end: span.start } };
}

function nothing(span: Span): ScalarNode {
  return { kind: 'scalar', value: null, style: 'plain', span };
}
