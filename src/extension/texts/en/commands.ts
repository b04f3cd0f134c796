// English texts of the area `commands`: what the commands ask and say.
export const commands = {
  'commands.check.progress': 'Checking runbooks',
  'commands.check.none':
    'There are no runbooks in this workspace. They are looked for in {globs}; New Runbook… makes one.',
  'commands.check.sound': 'All {count} runbooks are sound.',
  'commands.check.problems': '{count} runbooks checked: {errors} errors and {warnings} warnings in {files} of them.',
  'commands.check.unreadable': 'This file cannot be read: {why}',
  'commands.check.show': 'Show Problems',

  'commands.open.pick': 'Choose a runbook to open',
  'commands.open.none': 'There is no runbook {name}.',

  'commands.new.template': 'What should the runbook do?',
  'commands.new.recover': 'Recover a service',
  'commands.new.recoverDetail': 'Saves the evidence, restarts after a confirmation, and proves that it answers again',
  'commands.new.triage': 'Find out what is wrong',
  'commands.new.triageDetail': 'Only looks, changes nothing, and ends with a verdict',
  'commands.new.file': 'Change a file',
  'commands.new.fileDetail': 'Shows the difference first, keeps a backup, can be undone',
  'commands.new.folder': 'In which folder?',
  'commands.new.name': 'The file name of the runbook, for example recover-database',
  'commands.new.badName': 'Small letters, digits and hyphens, beginning with a letter; folders are parted by /.',
  'commands.new.taken': '{path} is there already.',

  'commands.practice.pick': 'What should be wrong with the practice host?',
  'commands.practice.recorded': 'Recorded runs, to look at',
  'commands.practice.pickRecorded': 'Choose a recorded run to look at',
  'commands.practice.now': 'up now',
  'commands.practice.progress': 'Starting the practice host',
  'commands.practice.up':
    'The practice host is up: {scenario}. It is a simulation, and thrown away when it is stopped.',
  'commands.practice.run': 'Run…',
  'commands.practice.copy': 'Copy SSH Command',
  'commands.practice.stopped': 'The practice host is stopped and gone.',
  'commands.practice.failed': 'The practice host could not be started: {why}',

  'commands.keys.progress': 'Asking your SSH agent for its keys',
  'commands.keys.pick': 'Keys in the agent at {path}. Choosing one copies its fingerprint.',
  'commands.keys.certificate': 'certificate',
  'commands.keys.copied': 'Copied {fingerprint}.',
  'commands.keys.setting': 'Set the Socket',
  'commands.keys.invisible':
    'If an agent does run: VS Code does not see it. Started from a dock or launcher, it does not get SSH_AUTH_SOCK from your shell. Start it with `code` from a terminal, or name the socket in the setting gatedRunbooks.agentSocket.',
  'commands.keys.others':
    'Sockets of other agents. 1Password: {onePassword}; Secretive: {secretive}; gpg-agent: what `gpgconf --list-dirs agent-ssh-socket` prints.',
  'commands.keys.othersWindows':
    'On Windows the agent is the service "OpenSSH Authentication Agent" (ssh-agent), set to start automatically; 1Password takes its place when its SSH agent is switched on. gpg-agent: enable-win32-openssh-support in gpg-agent.conf.',

  'commands.test.pick': 'Which host? Choose one, or type an alias or user@name:port',
  'commands.test.typed': 'Test {host}',
  'commands.test.progress': 'Testing {host}',
  'commands.test.waiting': 'Waiting for your agent: {key}',
  'commands.test.good': '{host} is ready for runbooks. {login}',
  'commands.test.bad': '{host} is not ready: {problem}',
  'commands.test.none': 'The test of {host} was cancelled.',
  'commands.test.findings': 'Show Findings',

  'commands.runs.delete': 'Delete the run “{title}” of {time}? Its journal, output and evidence will be gone.',
  'commands.runs.deleteNow': 'Delete',
  'commands.runs.owned': 'This run is still being carried out, so it was not deleted.',
  'commands.failed': 'This did not work: {why}',
  'commands.showLog': 'Show Log',
} as const;
