// The names in a team's hosts.yaml: which hosts there are, and how they are grouped. Never how they are reached.
import type { Node } from '../../language/document/Node.ts';
import { parseDocument } from '../../language/document/parseDocument.ts';

export interface HostNames {
  /** Every host named as one or as a member of a group, in the order of the file, each once. */
  readonly hosts: readonly string[];
  readonly groups: readonly { readonly name: string; readonly hosts: readonly string[] }[];
}

/** Reads `hosts` (a map or list of names) and `groups` (lists or maps of names, by group). What is no name is passed over. Never throws. */
export function readHostNames(text: string): HostNames {
  const root = parseDocument(text).root;
  const groupNode = valueOf(root, 'groups');
  const groups =
    groupNode?.kind === 'map' ? groupNode.entries.map(({ key, value }) => ({ name: key, hosts: namesOf(value) })) : [];
  const hosts = [...namesOf(valueOf(root, 'hosts')), ...groups.flatMap((group) => group.hosts)];
  return { hosts: [...new Set(hosts)], groups };
}

function valueOf(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key)?.value : undefined;
}

function namesOf(node: Node | undefined): readonly string[] {
  if (node?.kind === 'map') return node.entries.map(({ key }) => key);
  if (node?.kind !== 'list') return [];
  return node.items.flatMap((item) => (item.kind === 'scalar' && typeof item.value === 'string' ? [item.value] : []));
}
