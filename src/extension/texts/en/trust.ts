// English texts of the area `trust`: what is asked before anything runs or connects.
export const trust = {
  'trust.restricted':
    'This workspace is not trusted: its runbooks can be read and checked. Nothing is planned, run or connected.',
  'trust.manage': 'Manage Workspace Trust',
  'trust.first': '“{name}” was never approved on this machine. Run exactly this text?',
  'trust.changed': '“{name}” has changed since you approved it. Run exactly this text?',
  'trust.detail':
    'It has {lines} lines. A plan runs its scripts too, with the rights of your login on the hosts. Approved are the bytes as they are now; after any change you are asked again.',
  'trust.approve': 'Approve',
  'trust.decline': 'Do not run it',
  'trust.showText': 'Show the Text',
  'trust.showChanges': 'Show the Changes',
  'trust.changesTitle': '{name}: approved before ↔ now',
  'trust.question': 'Read it in the editor. Run exactly this text of {name}?',
  'trust.foreignPlan': 'This run was not started on this machine. Go on with exactly this text of {name} on {hosts}?',
  'trust.unreadable': '{name} cannot be read: {why}',
  'trust.invalid': '{name} has errors, so it is not run.',
  'trust.showProblems': 'Show Problems',
  'trust.hostKey': 'The key of {host} is not known.',
  'trust.hostKey.detail': 'Way: {way}\nKey: {key}\n\nCompare it with what the host’s administrator says.',
  'trust.hostKey.accept': 'Accept the Key',
  'trust.proxyCommand': 'Your SSH configuration reaches {host} through a command of its own. Run it?',
  'trust.proxyCommand.detail': '{command}\n\n{file}:{line}',
  'trust.proxyCommand.accept': 'Run the Command',
  'trust.meet': 'A runbook of this workspace meets {host} for the first time. Let it?',
  'trust.meet.accept': 'Let It Use This Host',
} as const;
