// Names that somebody declared in parts of a document that can't be used.
import type { Node } from '../document/Node.ts';

/** Names declared in `whole` and not in `sound`: unknown to nobody but the checks, which must not complain about their use. */
export function lostNames(whole: Node, sound: Node): ReadonlySet<string> {
  const left = declaredNames(sound);
  return new Set([...declaredNames(whole)].filter((name) => !left.has(name)));
}

/** Keys of `inputs`, `targets` and `capture`, wherever they are. */
function declaredNames(node: Node, into = new Set<string>()): Set<string> {
  if (node.kind === 'list') for (const item of node.items) declaredNames(item, into);
  if (node.kind !== 'map') return into;
  for (const { key, value } of node.entries) {
    const declares = key === 'inputs' || key === 'targets' || key === 'capture';
    if (declares && value.kind === 'map') for (const entry of value.entries) into.add(entry.key);
    declaredNames(value, into);
  }
  return into;
}
