// English texts of the room `drill`: what a drill finds wrong.
export const drill = {
  'drill.injected': 'made to fail by the drill',
  'drill.failsUndisturbed':
    'It does not end well even when nothing happens to it ({outcome}), so nothing could be told from the other runs.',
  'drill.otherOutcome': 'It ended otherwise than when nothing happened to it: {outcome}.',
  'drill.undoUnproven': 'What was done was not taken back and proven: {outcome}.',
  'drill.gateIgnored': 'The gate "{gate}" failed, and the run ended as if it had not.',
  'drill.unannounced': 'The host began {spool}, which the run never announced.',
  'drill.twice': '{step} on {host} was begun {times} times.',
  'drill.neverBegun': '{step} on {host} has ended by what the run says, but the host never began it.',
  'drill.lost': '{bytes} bytes of the output of {step} on {host} were lost.',
  'drill.notUnchanged': 'It says that nothing was changed ({outcome}), but the host began something.',
  'drill.notUndone': 'It says that all was taken back, but {step} on {host} was not.',
  'drill.leaseKept':
    'The lease on {host} could not be given back: it still stands there, and other runs are kept off this host by it.',
  'drill.noWitness': 'The host could not be asked afterwards what was begun on it.',
} as const;
