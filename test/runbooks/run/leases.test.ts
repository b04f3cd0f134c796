// Leases as a run sees them: all hosts or none, in one order, before the first change; held, waited for, taken over, lost, given back.
import { describe, expect, it } from 'vitest';
import type { LeaseHolder } from '../../../src/runbooks/hosts/HostLeases.ts';
import { memoryJournal } from '../../../src/runbooks/journal/memoryJournal.ts';
import type { Answer, Question } from '../../../src/runbooks/run/Ports.ts';
import { resumeRun } from '../../../src/runbooks/run/resumeRun.ts';
import type { Recorded } from '../../../src/runbooks/run/Recorded.ts';
import { planOf, runToEnd, simulate, summary } from './support/simulation.ts';

const changes = `schema: runbook/v1
title: Test
targets: { node: {} }
preconditions: [{ run: pre }]
steps:
  - { id: look, effect: read, run: look }
  - { id: act, run: act, verify: [{ run: probe }] }
`;
const reads = `schema: runbook/v1
title: Test
targets: { node: {} }
steps: [{ id: look, effect: read, run: look }]
`;
const bob: LeaseHolder = {
  token: 'of-bob',
  run: 'r0',
  runbook: 'web/restart',
  by: 'bob@desk',
  spool: 'r0.act.1.run',
  held: 600_000,
  silent: 1000,
};
const silentBob = { ...bob, silent: 300_000 };

const script = (): { code: number } => ({ code: 0 });
const types = (recorded: readonly Recorded[]): readonly string[] => recorded.map(({ event }) => event.type);
const order = (recorded: readonly Recorded[], wanted: readonly string[]): readonly string[] =>
  types(recorded).filter((type) => wanted.includes(type));

describe('the leases of a run', () => {
  it('are taken before the first change, by machine, and given back at its end', async () => {
    const leases = new Map<string, LeaseHolder>();
    const simulation = simulate({ script, leases });
    const recorded = await runToEnd(planOf(changes, ['web2', 'web1', 'web3']), simulation);
    expect(summary(recorded)).toMatchObject({ outcome: 'succeeded' });
    const taken = recorded.flatMap(({ event }) => (event.type === 'leaseTaken' ? [event.host] : []));
    expect(taken).toEqual(['web1', 'web2', 'web3']);
    const kinds = ['readEnded', 'leaseTaken', 'stepStarted', 'leaseReleased', 'runEnded'];
    expect([...new Set(order(recorded, kinds))]).toEqual(kinds);
    expect(leases.size).toBe(0);
  });

  it.each([
    ['reads', reads, 'run'],
    ['a plan', changes, 'plan'],
  ] as const)('are not needed by %s', async (_name, yaml, mode) => {
    const leases = new Map([['web1', bob]]);
    const recorded = await runToEnd(planOf(yaml), simulate({ script, leases }), mode);
    expect(types(recorded).filter((type) => type.startsWith('lease'))).toEqual([]);
    expect(leases.get('web1')).toEqual(bob);
  });

  it.each([
    ['a run that lives', bob, [], 'run.lease.held'],
    ['a run that nothing is heard of', silentBob, [], 'run.lease.stale'],
    ['a run that lives, its host typed ahead', bob, ['web2'], 'run.lease.held'],
  ])('block without a person where one is held by %s, and none is kept', async (_name, holder, takeOver, reason) => {
    const leases = new Map([['web2', holder]]);
    const simulation = simulate({ script, leases });
    const ports = { ...simulation.ports, person: { ...simulation.ports.person, takeOver } };
    const recorded = await runToEnd(planOf(changes, ['web1', 'web2']), { ...simulation, ports });
    expect(summary(recorded)).toMatchObject({ outcome: 'blocked', code: 3, reason });
    const end = recorded.find(({ event }) => event.type === 'runEnded')?.event;
    expect(end).toMatchObject({ reason: { args: { by: 'bob@desk', runbook: 'web/restart', run: 'r0', since: 10 } } });
    expect(simulation.effects).toEqual([]);
    expect([...leases]).toEqual([['web2', holder]]);
  });

  it('are taken over without a person only from a silent run, and where the host’s name was typed ahead', async () => {
    const leases = new Map([['web1', silentBob]]);
    const simulation = simulate({ script, leases });
    const ports = { ...simulation.ports, person: { ...simulation.ports.person, takeOver: ['web1'] } };
    const recorded = await runToEnd(planOf(changes), { ...simulation, ports });
    expect(summary(recorded)).toMatchObject({ outcome: 'succeeded' });
    expect(order(recorded, ['takenOver', 'leaseTaken', 'stepStarted'])).toEqual([
      'takenOver',
      'leaseTaken',
      'stepStarted',
    ]);
  });

  it('ask a person, who must type the host’s name to take over', async () => {
    const answers: Answer[] = [
      { kind: 'decision', option: 'takeOver' },
      { kind: 'decision', option: 'takeOver', typed: 'web2' },
      { kind: 'decision', option: 'takeOver', typed: 'web1' },
    ];
    const questions: Question[] = [];
    const simulation = simulate({
      script,
      leases: new Map([['web1', bob]]),
      answers: (question) => {
        questions.push(question);
        return answers[questions.length - 1] ?? { kind: 'decision', option: 'stop' };
      },
    });
    const recorded = await runToEnd(planOf(changes), simulation);
    expect(summary(recorded)).toMatchObject({ outcome: 'succeeded' });
    expect(questions).toHaveLength(3);
    expect(questions[0]?.asked).toMatchObject({ options: ['wait', 'takeOver', 'stop'], mustType: 'web1' });
  });

  it('are waited for, holding none meanwhile', async () => {
    // Bob lets go of it when it has been looked at a few times.
    const leases = new Map([['web2', bob]]);
    const seen: string[] = [];
    const look = leases.get.bind(leases);
    leases.get = (host) => {
      seen.push([...leases.keys()].join());
      if (seen.length > 12 && look('web2') === bob) leases.delete('web2');
      return look(host);
    };
    const answers = (): Answer => ({ kind: 'decision', option: 'wait' });
    const simulation = simulate({ script, leases, answers });
    const recorded = await runToEnd(planOf(changes, ['web1', 'web2']), simulation);
    expect(summary(recorded)).toMatchObject({ outcome: 'succeeded' });
    expect(seen.slice(5, 12)).toEqual(Array.from({ length: 7 }, () => 'web2'));
    const wanted = ['leaseTaken', 'leaseRefused', 'leaseReleased', 'leaseFreed', 'stepStarted'];
    expect(order(recorded, wanted).slice(0, 6)).toEqual([
      'leaseTaken',
      'leaseRefused',
      'leaseReleased',
      'leaseFreed',
      'leaseTaken',
      'leaseTaken',
    ]);
  });

  it.each([
    ['is reached again for it', 1, 0, 'succeeded'],
    ['keeps it where that fails again and again, and the run ends', 3, 1, 'succeeded'],
  ])('are given back by a run that loses a host just then: the host %s', async (_name, drops, kept, outcome) => {
    const leases = new Map<string, LeaseHolder>();
    const simulation = simulate({ script, leases });
    let dropped = 0;
    const connect: typeof simulation.ports.connect = async (...args) => {
      const got = await simulation.ports.connect(...args);
      if (!('host' in got)) return got;
      const release = got.host.leases.release.bind(got.host.leases);
      const losing: typeof release = async (lease) => {
        dropped += 1;
        return dropped <= drops ? { lost: 'the connection was reset' } : release(lease);
      };
      return { ...got, host: { ...got.host, leases: { ...got.host.leases, release: losing } } };
    };
    const recorded = await runToEnd(planOf(changes), { ...simulation, ports: { ...simulation.ports, connect } });
    expect(summary(recorded)).toMatchObject({ outcome });
    expect(leases.size).toBe(kept);
    expect(dropped).toBe(kept === 0 ? 2 : 3);
  });

  it('hold up no cancelled run whose host stays away: it waits a minute, says that the lease is kept, and ends', async () => {
    const leases = new Map<string, LeaseHolder>();
    const simulation = simulate({ script: ({ script: text }) => ({ drops: text === 'look closely' }), leases });
    const cancel = new AbortController();
    let tries = 0;
    const connect: typeof simulation.ports.connect = (...args) => {
      tries += 1;
      if (tries === 1) return simulation.ports.connect(...args);
      cancel.abort();
      return Promise.resolve({ failure: { code: 'run.host.unreachable', args: { host: 'web1' } }, final: false });
    };
    const checked = changes.replace('run: act,', 'run: act, check: look closely,');
    const begun = simulation.now();
    const ports = { ...simulation.ports, connect };
    const recorded = await runToEnd(planOf(checked), { ...simulation, ports }, 'run', cancel.signal);
    expect(summary(recorded)).toMatchObject({ outcome: 'cancelled' });
    expect(order(recorded, ['leaseTaken', 'hostLost', 'cancelAsked', 'leaseRefused', 'runEnded'])).toEqual([
      ...['leaseTaken', 'hostLost', 'cancelAsked', 'leaseRefused', 'runEnded'],
    ]);
    expect(recorded.find(({ event }) => event.type === 'leaseRefused')?.event).toMatchObject({
      reason: { code: 'run.lease.kept' },
    });
    // Later after each try that failed, although nothing is looked at any more.
    expect(tries).toBeLessThan(12);
    expect(simulation.now() - begun).toBeLessThan(120_000);
  });

  it('end the run where one was taken away: nothing is launched any more, and it can be gone on with', async () => {
    const leases = new Map<string, LeaseHolder>();
    const plan = planOf(`${changes}  - { id: more, run: more, verify: [{ run: probe }] }\n`);
    const journal = memoryJournal();
    const simulation = simulate({
      script: ({ script: ran }) => {
        if (ran === 'act') leases.set('web1', bob);
        return { code: 0 };
      },
      leases,
      journal,
    });
    const recorded = await runToEnd(plan, simulation);
    expect(summary(recorded)).toMatchObject({ outcome: 'unknown', code: 6, reason: 'run.lease.lost' });
    expect(simulation.effects).toEqual(['web1 act']);
    expect(recorded.map(({ event }) => event)).toContainEqual({ type: 'leaseLost', host: 'web1', holder: bob });
    expect(leases.get('web1')).toEqual(bob);

    leases.clear();
    const again = simulate({ script, leases, journal });
    const resumed: Recorded[] = [];
    for await (const one of resumeRun('test', again.ports, new AbortController().signal)) resumed.push(one);
    expect(summary(resumed)).toMatchObject({ outcome: 'succeeded' });
    expect(again.effects).toEqual(['web1 more']);
  });
});
