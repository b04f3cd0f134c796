// English texts of the area `pick`: from a runbook to a run, step by step.
export const pick = {
  'pick.run': 'Run {name}',
  'pick.plan': 'Plan {name}',
  'pick.runbook': 'Which runbook?',
  'pick.shipped': 'shipped',
  'pick.invalid': 'has errors',
  'pick.host': 'The host for the role {role}: choose one, or type an alias or user@name:port',
  'pick.hosts': 'The hosts for the role {role}: tick them, or type an alias or user@name:port',
  'pick.hostCount': 'The role {role} takes {wanted} host(s)',
  'pick.typedHost': 'as typed',
  'pick.practice': 'a simulation that comes with this extension',
  'pick.review': 'Go on with these inputs, or choose one to change it',
  'pick.goRun': 'Run with these inputs',
  'pick.goPlan': 'Plan with these inputs',
  'pick.secret': 'The secret {name}; it is not stored',
  'pick.empty': 'It can not be empty.',
  'pick.again': 'Change It',
} as const;
