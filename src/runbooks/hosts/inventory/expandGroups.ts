// From what a person gave for a role to hosts: a group's name, marked by `@`, stands for its members.
import type { Message } from '../../texts/Message.ts';
import { nearest } from '../../texts/nearest.ts';
import type { Inventory } from './Inventory.ts';

const MARK = '@';

/** Whether `given` is a group's name and no host's: `user@name` is a host. */
export function isGroup(given: string): boolean {
  return given.startsWith(MARK);
}

/** The hosts in the order given; one that a group names as well as the person, or another group, comes once. */
export function expandGroups(
  given: readonly string[],
  inventory: Inventory | undefined,
): { readonly hosts: readonly string[]; readonly problems: readonly Message[] } {
  const hosts: string[] = [];
  const problems: Message[] = [];
  for (const one of given) {
    if (!isGroup(one)) {
      hosts.push(one);
      continue;
    }
    const members = membersOf(one.slice(MARK.length), inventory);
    if ('code' in members) problems.push(members);
    else hosts.push(...members.filter((host) => !given.includes(host) && !hosts.includes(host)));
  }
  return { hosts, problems };
}

function membersOf(group: string, inventory: Inventory | undefined): readonly string[] | Message {
  if (inventory === undefined) return { code: 'plan.group.noInventory', args: { group } };
  const members = Object.hasOwn(inventory.groups, group) ? inventory.groups[group] : undefined;
  if (members !== undefined) return members;
  const known = Object.keys(inventory.groups);
  const meant = nearest(group, known);
  return meant === undefined
    ? { code: 'plan.group.unknown', args: { group, known: known.join(', ') || '–' } }
    : { code: 'plan.group.unknownNearest', args: { group, nearest: meant } };
}
