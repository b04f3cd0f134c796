// The names in a hosts.yaml, sound or not: which hosts there are, and how they are grouped.
import type { Node } from '../../language/document/Node.ts';
import { parseDocument } from '../../language/document/parseDocument.ts';

export interface HostNames {
  /** Every host named as one or as a member of a group, in the order of the file, each once. */
  readonly hosts: readonly string[];
  /** Those named as hosts. */
  readonly declared: readonly string[];
  readonly groups: readonly { readonly name: string; readonly hosts: readonly string[] }[];
}

/** Reads `hosts` (a map or list of names) and `groups` (lists or maps of names, by group). What is no name is passed over. Never throws. */
export function readHostNames(of: string | Node): HostNames {
  const root = typeof of === 'string' ? parseDocument(of).root : of;
  const groupNode = valueOf(root, 'groups');
  const groups =
    groupNode?.kind === 'map' ? groupNode.entries.map(({ key, value }) => ({ name: key, hosts: namesOf(value) })) : [];
  const declared = [...new Set(namesOf(valueOf(root, 'hosts')))];
  return { hosts: [...new Set([...declared, ...groups.flatMap((group) => group.hosts)])], declared, groups };
}

function valueOf(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key)?.value : undefined;
}

function namesOf(node: Node | undefined): readonly string[] {
  if (node?.kind === 'map') return node.entries.map(({ key }) => key);
  if (node?.kind !== 'list') return [];
  return node.items.flatMap((item) => (item.kind === 'scalar' && typeof item.value === 'string' ? [item.value] : []));
}
