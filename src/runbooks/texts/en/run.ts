// English texts of the room `run`: why something failed, was blocked, or can't be known.
export const run = {
  'run.capture.type':
    'The capture "{name}" is neither a bool, an int, a double, a string nor a list of strings, or is larger than 64 KiB.',
  'run.capture.unusable': 'The capture "{name}" can\'t be taken: the output was cut off or is not clean UTF-8 text.',
  'run.check.broken': 'The check itself broke ({exit}), so it says nothing about whether the step is needed.',
  'run.confirm.declined': 'The confirmation of "{step}" was declined.',
  'run.confirm.unanswered':
    'The step "{step}" has to be confirmed and nobody can be asked: answer it ahead with --confirm {step}={text}.',
  'run.confirm.wrongText': 'The confirmation of "{step}" wants "{wanted}", "{typed}" was given.',
  'run.duration.bad': '"{text}" is not a duration such as 90s or 2m.',
  'run.each.givenUp': '{host} failed before, so the rest is left out there.',
  'run.each.leftOut': '{host} is left out, since `{when}` does not hold for it.',
  'run.file.kind': '{path} is a {kind}. Only a plain file is replaced; look at it and move it away first.',
  'run.file.path': '"{path}" is not an absolute path of a file without . and .. in it.',
  'run.file.unreadable': '{path} could not be looked at: {stderr}',
  'run.gate.badTiming': 'A duration of this gate is not one, after its template was filled in.',
  'run.gate.failed': 'The gate "{gate}" failed.',
  'run.gate.gaps':
    "It was looked at again and again, but each time so late that it can't be said to have stayed as it was. Is this machine too busy, is `every` too short, or does the connection keep breaking?",
  'run.gate.inconclusive':
    'The gate "{gate}" on {host} is inconclusive: its probes tell nothing, so it is neither passed nor failed.',
  'run.gate.notBool': "The gate's `expect` did not yield true or false.",
  'run.gate.notMeasurable': "The gate's `value` is neither a number, a bool, a text nor a list of texts.",
  'run.guard.failed': 'The guard "{gate}" failed on {host}.',
  'run.guard.unclear': 'Nobody can say whether the guard "{gate}" on {host} holds: its probe broke.',
  'run.host.otherMachine':
    '{host} is another machine here than the one on which this run began (its machine-id differs). Nothing was done there; correct the name in ~/.ssh/config.',
  'run.host.same': 'These are the same machine: {hosts}. What is done on one would be done twice.',
  'run.host.several': '{count} hosts can’t be reached: {hosts}. Why is said with each of them.',
  'run.host.unreachable': '{host} has been out of reach for 15 minutes.',
  'run.journal.broken':
    'The journal is damaged at line {line} (in {where}): its hash chain does not hold. Nothing is resumed from it.',
  'run.journal.format':
    'The journal in {where} has a format that this version does not know. Use the version that wrote it, or a newer one.',
  'run.journal.unreadable': 'There is no journal that can be read in {where}: {why}',
  'run.journal.notIts': 'The journal is not that of its run ({where}). Nothing is done with it.',
  'run.journal.unwritable':
    "The journal can't be written in {where}: {why}. Nothing is done without one; make room or choose another folder with --runs.",
  'run.lease.goneOn':
    'Somebody else went on with the run {run}, as its journal on {host} shows; the one here knows nothing of that. To go on from there: runbook takeover {host} {run}',
  'run.lease.held':
    '{by} runs "{runbook}" on {host} (run {run}): it has held the lease for {since} min and is alive. Two runs at once would work against each other.',
  'run.lease.kept':
    'The lease of {host} could not be given back. Nothing of this run is left at work there; the next run asks whether to take the lease over, and can.',
  'run.lease.lost':
    'Another run has taken over the lease of {host}. This one does nothing on it any more; read there, or in the other run, how it went on.',
  'run.lease.notEnded':
    'The step {spool} of the run that held {host} before could not be ended for sure. Nothing was done; look at its processes there.',
  'run.lease.stale':
    '{by} ran "{runbook}" on {host} (run {run}): the lease has been held for {since} min, and nothing was heard of the run for {silent} min. Ask {by}; it can be taken over by typing the name of the host.',
  'run.lease.stillRuns':
    'The step {spool} of another run is still at work on {host}, though that run does not hold the lease any more. Wait for its end, then run this again.',
  'run.lease.unknown': '{host} did not give its lease, and not say why.',
  'run.limit.refused':
    'This step ran too often of late; it may run again from {freeAt} on. Find out why it keeps being needed.',
  'run.manual.notDone': 'The manual step "{step}" was not done.',
  'run.manual.unanswered':
    'The step "{step}" is done by a person and nobody can be asked: say it ahead with --confirm {step}=done.',
  'run.outputs.unwritable':
    "The output of a step can't be kept in {where}: {why}. What runs on a host goes on there; make room, then resume the run.",
  'run.probe.broken': 'The probe could not run (exit code {code}): {stderr}',
  'run.probe.cut': 'The probe printed {bytes} bytes; more than 1 MiB is not judged.',
  'run.probe.lost': 'The connection went before the probe ended ({reason}).',
  'run.probe.nul': 'The probe printed a NUL character; its output is not text.',
  'run.probe.signal': 'The probe was ended by signal {signal}.',
  'run.probe.timedOut': 'The probe did not end in time and was killed.',
  'run.probe.utf8': "The probe's output is not valid UTF-8.",
  'run.step.afterFailure': 'Another host failed, so this one was not begun.',
  'run.step.askAfterFailure': 'The step "{step}" failed. Roll back, go on all the same, or stop here?',
  'run.step.cancelled': 'Cancelled; looked at the host, and nothing of it runs any more.',
  'run.step.cancelledUnknown':
    'Cancelled, but it is not known whether it still runs on {host}. Look there before doing anything else.',
  'run.step.exit': 'The script ended with exit code {code}: {stderr}',
  'run.step.expect': 'The script ended with exit code {code}, but not as expected ({expect}): {stderr}',
  'run.step.failed': 'The step "{step}" failed.',
  'run.step.gone':
    'The step "{step}" was started on {host}; its process is gone and left no exit code. Nobody knows how far it came.',
  'run.step.provenByGates': 'Nobody saw it end, but gates that were red before are green now.',
  'run.step.rebooted': '{host} was restarted while the step "{step}" ran. Nobody knows how far it came.',
  'run.step.signal': 'The script was ended by signal {signal}.',
  'run.step.timedOut': 'The script did not end in time and was killed.',
  'run.step.whenFalse': 'Not needed: {when} does not hold.',
  'run.timedOut': 'The run took longer than its timeout of {timeout}.',
  'run.undo.asked': 'asked for by {by}',
  'run.undo.exit': 'The undo ended with {code}: {stderr}',
  'run.verdict.notFound': '{steps} could not tell.',
  'run.verdict.override':
    'The verdict stands against it. To go on in spite of it, answer ahead with --confirm {step}={text}.',
  'run.verdict.unmet': 'The verdict is "{verdict}"; `{expect}` is needed to go on.',
} as const;
