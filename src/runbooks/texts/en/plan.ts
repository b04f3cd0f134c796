// English texts of the room `plan`.
export const plan = {
  'plan.input.unknown': 'There is no input "{name}". This runbook has: {known}.',
  'plan.input.unknownNearest': 'There is no input "{name}". Did you mean "{nearest}"?',
  'plan.input.missing': 'The input "{name}" has no default: give it with --input {name}=VALUE.',
  'plan.input.nul': 'The input "{name}" holds a NUL character, which no shell can carry.',
  'plan.input.pattern': 'The input "{name}" is "{text}", which does not match {pattern}.',
  'plan.input.enum': 'The input "{name}" is "{text}"; it must be one of: {values}.',
  'plan.input.boolean': 'The input "{name}" is "{text}"; it must be true or false.',
  'plan.input.integer': 'The input "{name}" is "{text}"; it must be a whole number such as 24444.',
  'plan.input.number': 'The input "{name}" is "{text}"; it must be a number such as 0.5.',
  'plan.input.duration': 'The input "{name}" is "{text}"; it must be a duration such as 90s, 2m or 1h30m.',
  'plan.input.size': 'The input "{name}" is "{text}"; it must be a size such as 512MiB or 2GiB.',
  'plan.input.range': 'The input "{name}" is "{text}"; it must lie between {min} and {max}.',
  'plan.input.secretInOpen':
    'The input "{name}" is a secret: a command line is seen by others. Take it from the environment or let yourself be asked.',
  'plan.input.secretMissing': 'The secret input "{name}" is missing: set {variable} in the environment.',
  'plan.input.missingOnHosts':
    'The input "{name}" has no value for {hosts}: write it under `values` of the host in hosts.yaml, or give all hosts one with --input {name}=VALUE.',
  'plan.group.noInventory': 'There is no hosts.yaml here that could say who is in the group @{group}.',
  'plan.group.unknown': 'There is no group @{group} in hosts.yaml. It has: {known}.',
  'plan.group.unknownNearest': 'There is no group @{group} in hosts.yaml. Did you mean @{nearest}?',
  'plan.role.unknown': 'There is no role "{role}". This runbook has: {known}.',
  'plan.role.missing': 'The role "{role}" has no host: give it with --on {role}=HOST.',
  'plan.role.count': 'The role "{role}" takes {wanted} host(s), {given} were given.',
  'plan.role.sameHost':
    '{host} is given for the roles {role} and {other}. Name two hosts, or write `sameHost: true` at one of the roles.',
  'plan.role.twice': 'The role "{role}" names the host {host} twice: its steps would run on it twice.',
} as const;
