// A hosts.yaml of the right shape, checked for whether it means anything.
import type { Path } from '../../language/document/Node.ts';
import type { Node } from '../../language/document/Node.ts';
import type { Problem } from '../../language/document/Problem.ts';
import { keySpanOf, spanOf } from '../../language/document/spanOf.ts';
import { nearest } from '../../texts/nearest.ts';

interface Named {
  readonly hosts: Readonly<Record<string, unknown>>;
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

/** Addresses where names belong, and members of groups that are no hosts of the file. */
export function inventoryProblems({ hosts, groups }: Named, root: Node): Problem[] {
  const known = Object.keys(hosts);
  const addresses = known.filter(isAddress).map((text): Problem => {
    const path: Path = ['hosts', text];
    return { code: 'inventory.address', span: keySpanOf(root, path) ?? spanOf(root, path), args: { text } };
  });
  const members = Object.entries(groups).flatMap(([group, its]) =>
    its.flatMap((name, index) => {
      const span = spanOf(root, ['groups', group, index]);
      if (its.indexOf(name) < index) return [{ code: 'inventory.twice' as const, span, args: { name, group } }];
      return Object.hasOwn(hosts, name) ? [] : [unknownHost(name, known, span)];
    }),
  );
  return [...addresses, ...members];
}

/** A name that only digits and dots make is an IPv4 address to everybody. */
function isAddress(name: string): boolean {
  return /^[\d.]+$/.test(name);
}

function unknownHost(name: string, known: readonly string[], span: Problem['span']): Problem {
  const meant = nearest(name, known);
  return meant === undefined
    ? { code: 'inventory.unknownHost', span, args: { name } }
    : { code: 'inventory.unknownHostMeant', span, args: { name, meant }, fix: { span, newText: meant } };
}
