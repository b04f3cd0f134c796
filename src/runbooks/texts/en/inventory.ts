// English texts of the room `inventory`: what is said of a team's hosts.yaml.
export const inventory = {
  'inventory.whole':
    'The hosts of a team: names, groups and values. How a host is reached stands in `~/.ssh/config` only.',
  'inventory.schema': 'The version of this file: `hosts/v1`.',
  'inventory.hosts': 'The hosts, by the names that `~/.ssh/config` has for them.',
  'inventory.host': 'A host: what it is, and its own values. It may be left empty.',
  'inventory.hostName': 'A host, by its name in `~/.ssh/config`.',
  'inventory.description': 'What this host is.',
  'inventory.values': 'What inputs with `perHost: true` hold on this host, by their names.',
  'inventory.groups': 'Hosts under one name: `--on ROLE=@NAME` takes all of them.',
  'inventory.group': 'The members, in the order in which they are taken.',
  'inventory.groupName': 'The name of a group.',

  'inventory.badHost':
    '`{text}` is no name of a host: letters, digits, `.`, `_` and `-`. User, address and port belong in `~/.ssh/config`, under a name.',
  'inventory.badGroup':
    '`{text}` is no name of a group: letters, digits, `.`, `_` and `-`. The `@` is written only where it is used.',
  'inventory.address':
    '`{text}` is an address. Give the host a name in `~/.ssh/config` (`HostName {text}`), and write that name here.',
  'inventory.reaching':
    '`{key}` says how the host is reached. Write `{keyword}` in `~/.ssh/config` instead, so that each person has a way of their own.',
  'inventory.twice': '`{name}` is in the group `{group}` twice. Delete one.',
  'inventory.unknownHost': '`{name}` is not among the hosts of this file. Add it under `hosts`.',
  'inventory.unknownHostMeant': '`{name}` is not among the hosts of this file. Did you mean `{meant}`?',
} as const;
