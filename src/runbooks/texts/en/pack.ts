// English texts of the room `pack`: evidence packs, made and looked at.
export const pack = {
  'pack.readme': `The evidence of one run of a runbook.

  {report}        the run, for people: open it in a browser
  {journal}      everything that happened, one event a line; each line begins with the sha256 that chains it to the line before
  outputs/           what the steps printed, whole, with secrets masked
  evidence/          what steps kept as evidence, by host
  runbook/           the text that was run
  {about}          which run, which versions, the digest of the plan
  {manifest}    the sha256 of every file

To check it:
  runbook verify THIS-PACK
or by hand, in this folder:
  sha256sum -c {manifest}
and, where {signature} is there:
  ssh-keygen -Y verify -f ALLOWED-SIGNERS -I WHO -n {namespace} -s {signature} < {manifest}

Without a signature these files are only consistent in themselves: whoever changed one could have made every sum anew.
`,
  'pack.empty': 'Run {id} has not begun: there is nothing in its journal yet.',
  'pack.unwritable': 'The pack {file} cannot be written: {why}',
  'pack.shrank': '{file} became shorter while it was packed: the run still writes. Pack it again.',
  'pack.noKey': 'The agent has no key {given} that could sign. It has: {known}',
  'pack.severalKeys': "Several of the agent's keys fit {given}. Write the whole fingerprint. It has: {known}",
  'pack.none': '{file} is no evidence pack.',
  'pack.unreadable': '{file} cannot be read: {why}',
  'pack.cut': 'After {file} the archive is cut short, or is not as it was written.',
  'pack.tooBig': '{file}: larger than an evidence pack ever is; it was not looked at any further.',
  'pack.strangeName': '{file}: a name that no evidence pack has. Do not unpack it.',
  'pack.missing': '{file}: is missing.',
  'pack.added': '{file}: was put in afterwards.',
  'pack.changedFile': '{file}: was changed.',
  'pack.changedLine': '{file}: was changed, from line {line} on.',
  'pack.contradicts': '{file}: says something else than the journal, from line {line} on.',
  'pack.newer': '{file}: line {line} is of a newer version. Use that version to look at it.',
  'pack.noRun': '{file}: its lines are chained, but no run could have written them.',
  'pack.badSignature': '{file}: does not fit.',
  'pack.reportNotCompared':
    'The report was made by version {version}, which is not this one; it was not compared with the journal.',
} as const;
