// What a drill finds wrong with a run, by its witness: a run as it was, and with one thing changed.
import { describe, expect, it } from 'vitest';
import { spoolOn } from '../../../src/runbooks/drill/createRecorder.ts';
import { judgeDrill, type Witnessed } from '../../../src/runbooks/drill/judgeDrill.ts';
import { createRedactor } from '../../../src/runbooks/redaction/createRedactor.ts';
import type { Outcome, RunEvent } from '../../../src/runbooks/run/Event.ts';
import type { Recorded } from '../../../src/runbooks/run/Recorded.ts';
import { planOf, runToEnd, simulate } from '../run/support/simulation.ts';

const plan = planOf(`schema: runbook/v1
title: Test
targets: { node: {} }
steps:
  - id: flag
    run: raise
    verify: [{ run: is-up }]
    undo: { run: lower, verify: [{ run: is-down }] }
`);
const run: readonly Recorded[] = await runToEnd(
  plan,
  simulate({ script: ({ script }) => ({ stdout: script === 'raise' ? 'raised\n' : '' }) }),
);
const spool = spoolOn(
  'web1',
  run.flatMap(({ event }) => (event.type === 'stepStarted' ? [event.spool] : []))[0] ?? 'none',
);

const truth: Witnessed = {
  kept: (_where, _part, stream) => Promise.resolve(stream === 'stdout' ? 'raised\n' : ''),
  recorded: run,
  secrets: [],
  begun: new Map([[spool, 1]]),
  held: new Map([[spool, { stdout: Buffer.from('raised\n'), stderr: Buffer.alloc(0) }]]),
};
const kept = (text: string): Witnessed['kept'] => {
  return (_where, _part, stream) => Promise.resolve(stream === 'stdout' ? text : '');
};
const changed = (change: (event: RunEvent) => RunEvent | undefined): readonly Recorded[] =>
  run.flatMap((one) => {
    const event = change(one.event);
    return event === undefined ? [] : [{ ...one, event }];
  });
const endedAs = (outcome: Outcome): readonly Recorded[] =>
  changed((event) => (event.type === 'runEnded' ? { ...event, outcome } : event));

describe('a drill', () => {
  it('finds nothing wrong with a run that is as it says', async () => {
    expect(run.at(-1)?.event).toMatchObject({ type: 'runEnded', outcome: 'succeeded' });
    expect(await judgeDrill(truth)).toEqual([]);
  });

  it.each<[string, Partial<Witnessed>, string]>([
    ['a lost byte', { kept: kept('raise\n') }, 'drill.lost'],
    ['a byte of another value', { kept: kept('raisee\n') }, 'drill.lost'],
    ['output that was kept twice', { kept: kept('raised\nraised\n') }, 'drill.lost'],
    ['a script that was begun twice', { begun: new Map([[spool, 2]]) }, 'drill.twice'],
    ['a script that was never begun, but has ended', { begun: new Map() }, 'drill.neverBegun'],
    [
      'a script that was never announced',
      { begun: new Map([...truth.begun, [spoolOn('web1', 'other'), 1]]) },
      'drill.unannounced',
    ],
    ['“nothing was changed”, where something was', { recorded: endedAs('failedUnchanged') }, 'drill.notUnchanged'],
    ['“nothing to do”, where something was done', { recorded: endedAs('nothingToDo') }, 'drill.notUnchanged'],
    ['“rolled back”, where nothing was undone', { recorded: endedAs('rolledBack') }, 'drill.notUndone'],
    ['“undone”, where nothing was', { recorded: endedAs('undone') }, 'drill.notUndone'],
  ])('finds %s', async (_what, false_, code) => {
    expect((await judgeDrill({ ...truth, ...false_ })).map((one) => one.code)).toEqual([code]);
  });

  it('does not hold a masked secret for a lost byte', async () => {
    const held = new Map([[spool, { stdout: Buffer.from('raised hunter2\n'), stderr: Buffer.alloc(0) }]]);
    const masked = { ...truth, secrets: ['hunter2'], held };
    const hidden = createRedactor(['hunter2'], []).text('raised hunter2\n');
    expect(await judgeDrill({ ...masked, kept: kept(hidden) })).toEqual([]);
    expect(await judgeDrill({ ...masked, kept: kept('raised hunter2\n') })).toHaveLength(1);
  });
});
