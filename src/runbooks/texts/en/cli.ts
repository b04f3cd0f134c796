// English texts of the room `cli`.
export const cli = {
  'cli.help.intro':
    'runbook: runs declarative runbooks over SSH, step by step, each step proven by a gate.\nKeys come from your SSH agent and from nowhere else; hosts come from ~/.ssh/config.',
  'cli.help.commands': 'Commands:',
  'cli.help.begin':
    'To see one run, on a practice host that this command brings up and takes down again:\n  runbook run mcsmanager/recover-daemon --on practice\nMore about a command: runbook COMMAND --help',
  'cli.help.usage': 'Usage:',
  'cli.help.options': 'Options:',
  'cli.help.exitCodes': `Exit codes:
  0  succeeded, or nothing to do
  1  failed: nothing was changed, or it was rolled back and proven
  2  failed and not proven, or went on past a failure
  3  blocked by a precondition, a limit or a missing answer; nothing was changed
  4  the command line, the runbook or an input is wrong
  5  cancelled
  6  unknown: nobody could be asked; it can be resumed`,

  'cli.option.lang': 'the language of all texts (default: from LC_ALL, LC_MESSAGES, LANG)',
  'cli.option.noColor': 'no colours (so does NO_COLOR)',
  'cli.option.help': 'show this help',
  'cli.option.on':
    'the hosts of a role: an alias of ~/.ssh/config, user@name:port, practice (with the vernemq scenarios practice-a and practice-b), or a @group of hosts.yaml',
  'cli.option.hosts':
    'the team’s hosts.yaml with its groups and values (default: ./hosts.yaml, where one of them is used)',
  'cli.option.input': 'the value of an input; secrets come from RUNBOOK_SECRET_NAME or a prompt instead',
  'cli.option.confirm': 'answers the confirmation of a step ahead: what would be typed, or yes',
  'cli.option.report': 'writes a report when it has ended: .html, .md, .json or .xml (JUnit)',
  'cli.option.acceptHostKey': "accepts an unknown host's key if it has this fingerprint",
  'cli.option.runs': 'where runs are kept (default: gated-runbooks/runs in the state folder)',
  'cli.option.scenario': 'what is wrong with the practice host',
  'cli.option.takeOver': 'takes the lease of HOST from a run that nothing is heard of any more',
  'cli.option.yes': 'undoes without asking',
  'cli.option.approve': 'approves the plan of a run that was not started on this machine',

  'cli.list.summary': 'list the shipped runbooks and those of ./runbooks',
  'cli.list.invalid': '({count} errors; see: runbook check {name})',
  'cli.check.summary': 'say everything that is wrong with runbooks and hosts.yaml',
  'cli.check.format': 'the form of the findings (default: text)',
  'cli.check.empty': '{folder} has no runbook in it: no file ends in .yaml or .yml.',
  'cli.plan.summary': 'look at the hosts and say what a run would do; changes nothing',
  'cli.run.summary': 'run a runbook',
  'cli.run.kept': 'Run {id}, kept in {folder}',
  'cli.run.report': 'Report: {file}',
  'cli.run.reportFailed':
    'The report {file} could not be written ({why}). Make it later: runbook report {id} --format {format}',
  'cli.run.unknownConfirm': 'There is no step {step} that asks for a confirmation. Those that do: {known}.',
  'cli.run.unknownConfirmNear':
    'There is no step {step} that asks for a confirmation. Did you mean {meant}? Those that do: {known}.',
  'cli.run.leaving':
    'Left at once. What runs on the hosts may go on; the journal is whole. Go on with it: runbook resume {id}',
  'cli.run.several': '{count} runs begin with {given}. Write more of the id; runbook runs lists them.',
  'cli.run.none': 'There is no run {given} in {folder}. runbook runs lists them.',
  'cli.run.noneNear': 'There is no run {given}. Did you mean {meant}?',
  'cli.resume.summary': 'go on with a run that was interrupted',
  'cli.resume.ended': 'Run {id} has ended; there is nothing to resume. Its report: runbook report {id}',
  'cli.resume.practiceGone':
    'Run {id} was on the practice host, which went away with it. Start anew: runbook run {runbook} --on practice',
  'cli.resume.notApproved':
    'The plan of {id} was not approved on this machine. Look at it (runbook report {id}), then approve it: --approve {digest}',
  'cli.resume.owned': 'Run {id} is being run by process {pid} on this machine. Stop that one first.',
  'cli.resume.approve': 'Its plan was not approved on this machine: {name} on {hosts}. Run it? [y/N] ',
  'cli.undo.summary': 'take back what a run changed, proven by the gates of each undo',
  'cli.undo.notEnded': 'Run {id} has not ended. Go on with it first: runbook resume {id}',
  'cli.undo.uncertain':
    'Of run {id}, nobody knows whether something still runs on its hosts. Find that out first: runbook resume {id}',
  'cli.undo.nothing': 'Run {id} left nothing that could be undone. Its report: runbook report {id}',
  'cli.undo.will': 'To be undone of run {id}, in this order:',
  'cli.undo.how.undo': 'is undone, and proven',
  'cli.undo.how.none': 'needs no undo',
  'cli.undo.how.missing': 'HAS NO UNDO and stays as it is',
  'cli.undo.how.boundary': 'POINT OF NO RETURN: what came before it is not undone',
  'cli.undo.ask': 'Undo it? [y/N] ',
  'cli.undo.notConfirmed': 'Nothing was undone. Say yes, or give --yes where nobody can be asked.',
  'cli.undo.hint': 'To take it back: runbook undo {id}',
  'cli.runs.summary': 'list the runs of this machine, newest first',
  'cli.runs.empty': 'No runs yet in {folder}.',
  'cli.runs.open': 'not ended',
  'cli.runs.on': 'the runs that HOST knows of, whoever began them, and who may change it now',
  'cli.hostRun.free': 'Nobody holds the lease of {host}.',
  'cli.hostRun.held':
    '{by} holds the lease of {host} for "{runbook}" (run {run}), for {since} min; last heard of {silent} min ago.',
  'cli.hostRun.none': '{host} keeps no journals of runs that this login can read.',
  'cli.hostRun.noneNear':
    '{host} keeps no journal of one run {given}. Did you mean {meant}? To see all: runbook runs --on {host}',
  'cli.hostRun.notIts': 'The journal is not that of its run ({where}). Nothing is done with it.',
  'cli.hostRun.hint': 'To watch one: runbook watch {host} RUN · to go on with it yourself: runbook takeover {host} RUN',
  'cli.watch.summary': 'watch a run that a colleague carries out on HOST; only looks',
  'cli.takeover.summary': 'go on yourself with a run that a colleague began on HOST; that one is told and stopped',
  'cli.takeover.ask': 'To take over the run {id}, type the name of the host, {host}: ',
  'cli.takeover.notConfirmed':
    'Not taken over. The run {id} is only taken over by typing the name of the host: answer with it, or add --take-over {host}.',
  'cli.runs.unwritable':
    'Runs can not be kept in {folder}: {why}. Without a journal nothing is run; name another folder with --runs DIR.',
  'cli.report.summary': 'make a report of an earlier run; RUN is its id, the beginning of it, or last',
  'cli.report.format': 'the form of the report (default: md)',
  'cli.report.extension': '{file} does not say which form the report should have. It has to end in one of {known}.',
  'cli.report.pack': 'packs all evidence into one .tar.gz: journal, outputs, report, runbook, the sums of all',
  'cli.report.sign': "signs the pack with the agent's key of this fingerprint or comment",
  'cli.report.signWhat': '--sign signs a pack: name its file with --pack FILE.',
  'cli.pack.written': 'Evidence pack: {file} ({files} files)',
  'cli.pack.open': 'The run has not ended: the pack is open, and says so.',
  'cli.pack.unsigned': 'Not signed: it is only consistent in itself. Sign it with --sign KEY.',
  'cli.pack.signed': 'Signed. Anyone can check it: runbook verify FILE --allowed-signers SIGNERS',
  'cli.pack.signing': 'The agent is asked to sign with {key}; it may want a touch or an answer from you.',
  'cli.pack.signRefused': 'The agent did not sign ({why}), so no pack was written.',
  'cli.verify.summary': 'say whether an evidence pack was changed; exit code 0 intact, 1 changed, 6 open',
  'cli.verify.allowedSigners': 'whose keys are trusted, as ssh-keygen(1) has it; a pack that none of them signed fails',
  'cli.verify.run': 'Run {id} of {runbook}: {outcome}',
  'cli.verify.intact': 'INTACT: {files} files and {events} events are as they were packed.',
  'cli.verify.open':
    'OPEN: {files} files and {events} events are as they were packed, but the run had not ended. What came later is not in it.',
  'cli.verify.changed': 'CHANGED: this is not what was packed.',
  'cli.verify.more': 'and {count} more',
  'cli.verify.unsigned':
    'Not signed: it is only consistent in itself. Whoever changed it could have made all its sums anew.',
  'cli.verify.badSignature': 'Its signature does not fit, so nobody vouches for it.',
  'cli.verify.signed': 'Signed by {key}. Whose key that is, --allowed-signers FILE tells.',
  'cli.verify.allowed': 'Signed by {key}, which is the key of {who}.',
  'cli.verify.notAllowed': 'Signed by {key}, WHICH IS NOT AMONG THE ALLOWED SIGNERS.',
  'cli.doctor.summary':
    'check agent, keys, jumps, host key, sudo, setsid and state folder of a host, each with its cure',
  'cli.doctor.good': '{host} is ready for runbooks.',
  'cli.doctor.bad': '{host} is not ready yet: {count} to mend.',
  'cli.practice.summary': 'bring up the practice host and keep it up',
  'cli.practice.recording': 'What follows is a recording of such a run, made on {date}. Nothing is done anywhere.',
  'cli.practice.up': 'The practice host is up, with the scenario {scenario}. To look around in it:',
  'cli.practice.pairUp': 'The practice hosts are up, with the scenario {scenario}. To look around in them:',
  'cli.practice.otherHosts':
    'The scenario {scenario} has {hosts}, not {given}. Name those with --on, or another --scenario.',
  'cli.practice.stop': 'Ctrl-C takes it down again.',
  'cli.schema.summary': 'print the JSON Schema of a runbook or of hosts.yaml',
  'cli.version.summary': 'say which version this is',

  'cli.ask.script': 'What will run on {host}:',
  'cli.ask.type': 'To go on, type {text} (an empty line stops): ',
  'cli.ask.goOn': 'Go on? [y/N] ',
  'cli.ask.done': 'Is it done? [y/N] ',
  'cli.ask.secret': 'Secret {name} (not shown): ',
  'cli.ask.hostKey':
    'The key of {host} ({address}) is not known.\n  {fingerprint}\nCompare it with what its administrator says. Accept it? [y/N] ',
  'cli.ask.proxyCommand': 'Your SSH configuration reaches {host} through this command:\n  {command}\nRun it? [y/N] ',
  'cli.ask.waiting': 'The agent has been asked to sign with {key}; it may want a touch or an answer from you.',

  'cli.file.unreadable': '{path} can not be read: {why}',
  'cli.file.notAFile': '{path} is not a file. Name the runbook itself.',
  'cli.file.notUtf8': '{path} is not UTF-8. Save it as UTF-8.',
  'cli.runbook.notFound':
    'There is no runbook {given}: no such file, and no shipped runbook of that name. runbook list shows them.',
  'cli.runbook.notFoundNear': 'There is no runbook {given}. Did you mean {meant}?',
  'cli.runbook.invalid': '{name} has errors, so it was not run.',

  'cli.usage.unknownCommand': 'There is no command {name}.',
  'cli.usage.unknownCommandNear': 'There is no command {name}. Did you mean {meant}?',
  'cli.usage.seeCommands': 'All commands: runbook --help',
  'cli.usage.unknownOption': 'There is no option {option} here.',
  'cli.usage.unknownOptionNear': 'There is no option {option} here. Did you mean {meant}?',
  'cli.usage.noValue': '{option} takes no value.',
  'cli.usage.valueMissing': '{option} needs a value: {option} {value}',
  'cli.usage.twice': '{option} can be given only once.',
  'cli.usage.argumentMissing': 'Something is missing: runbook {command} {usage}',
  'cli.usage.argumentExtra': '{argument} is one too many: runbook {command} {usage}',
  'cli.usage.seeHelp': 'More: runbook {command} --help',
  'cli.usage.noPair': '{option} {word}: write {option} NAME=VALUE.',
  'cli.usage.pairTwice': '{option} names {name} twice.',
  'cli.usage.notOneOf': '{option} can not be {given}; it can be {known}.',
  'cli.usage.notOneOfNear': '{option} can not be {given}; it can be {known}. Did you mean {meant}?',
  'cli.usage.didYouMean': 'Did you mean {meant}?',
} as const;
