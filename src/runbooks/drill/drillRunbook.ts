// The drill: runs a runbook again and again, injured in every way, and says which of its parts are proven.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connect } from '../hosts/Host.ts';
import { createJournal, openJournal } from '../journal/fileJournal.ts';
import { fileOutputs, outputFile } from '../journal/fileOutputs.ts';
import { localise } from '../language/localise.ts';
import type { Plan } from '../plan/Plan.ts';
import type { Outcome } from '../run/Event.ts';
import { plainSteps } from '../run/layout/plainSteps.ts';
import type { Clock, Ports } from '../run/Ports.ts';
import type { Recorded } from '../run/Recorded.ts';
import { replay, resumeRun } from '../run/resumeRun.ts';
import { startRun } from '../run/startRun.ts';
import { undoOf } from '../run/undoOf.ts';
import { undoRun } from '../run/undoRun.ts';
import { newRunId } from '../runs/newRunId.ts';
import type { Locale } from '../texts/say.ts';
import type { Message } from '../texts/Message.ts';
import { coveredGates, coveredSteps, coveredVerdicts, gatesOf, type Shown } from './coverageOf.ts';
import { createDrillPerson } from './createDrillPerson.ts';
import { createRecorder, type Recorder } from './createRecorder.ts';
import type { DrillKind, DrillReport, DrillRun } from './DrillReport.ts';
import { Death, dropInjuries, gateInjuries, killInjuries, noInjuries, type Injuries } from './injureRun.ts';
import { judgeDrill, type Witnessed } from './judgeDrill.ts';

/** A way to the hosts of one run of the drill; on practice, hosts that nobody has touched. */
export interface DrillHosts {
  readonly connect: Connect;
  close(): Promise<void>;
}

export interface DrillRequest {
  readonly plan: Plan;
  /** The engine's version. */
  readonly engine: string;
  /** An empty folder for the runs. */
  readonly folder: string;
  /** Who started it. */
  readonly by: string;
  readonly clock: Clock;
  readonly secrets: Readonly<Record<string, string>>;
  /** Of titles in the report. */
  readonly locale: Locale;
  hosts(): Promise<DrillHosts>;
}

/** `begins` before each run, its result after it. */
export type DrillProgress = { readonly begins: DrillKind; readonly of: number } | { readonly ended: DrillRun };

const good: readonly (Outcome | undefined)[] = ['succeeded', 'nothingToDo'];

/**
 * Yields what it is at, and returns what came of it. Stops after the undisturbed run where that one does not end well: nothing could be
 * told from the others. Aborting `signal` cancels the run under way, and there is none after it.
 */
export async function* drillRunbook(
  request: DrillRequest,
  signal: AbortSignal,
): AsyncGenerator<DrillProgress, DrillReport> {
  const { plan, locale } = request;
  const gates = gatesOf(plan);
  const kinds: readonly DrillKind[] = [
    { is: 'undisturbed' },
    { is: 'drops' },
    { is: 'kills' },
    { is: 'undo' },
    ...gates.map(({ gate }): DrillKind => ({ is: 'gate', gate })),
  ];
  const runs: DrillRun[] = [];
  const shown: Shown[] = [];
  for (const kind of kinds) {
    if (signal.aborted) break;
    yield { begins: kind, of: kinds.length };
    const backwards =
      kind.is === 'undo' || (kind.is === 'gate' && gates.some((one) => one.gate === kind.gate && one.backwards));
    const ended = await oneRun(request, kind, backwards, join(request.folder, String(runs.length)), signal);
    runs.push(ended.run);
    shown.push(ended.shown);
    yield { ended: ended.run };
    if (kind.is === 'undisturbed' && (ended.run.wrong.length > 0 || !good.includes(ended.run.outcome))) break;
  }
  const titles = new Map(gates.map(({ gate, title }) => [gate, localise(title, locale)]));
  const steps = new Map(plainSteps(plan).map(({ id, title }) => [id, localise(title ?? id, locale)]));
  const rows = new Map(plan.runbook.verdicts.map(({ id, title }) => [id, localise(title, locale)]));
  return {
    runs,
    verdicts: coveredVerdicts(plan, shown).map((one) => ({ ...one, title: rows.get(one.verdict) ?? '' })),
    gates: coveredGates(plan, shown).map((one) => ({ ...one, title: titles.get(one.gate) ?? '' })),
    steps: coveredSteps(plan, shown).map((one) => ({ ...one, title: steps.get(one.step) ?? '' })),
    sound: !signal.aborted && runs.length === kinds.length && runs.every(({ wrong }) => wrong.length === 0),
  };
}

async function oneRun(
  request: DrillRequest,
  kind: DrillKind,
  backwards: boolean,
  folder: string,
  signal: AbortSignal,
): Promise<{ readonly run: DrillRun; readonly shown: Shown }> {
  const hosts = await request.hosts();
  const recorder = createRecorder();
  // Going backwards begins with a run that nothing happens to.
  const injuries = injuriesOf(kind);
  try {
    let recorded = await live(request, hosts, recorder, backwards ? noInjuries() : injuries, folder, 'start', signal);
    const undoable = backwards && undoOf(replay(recorded)).refused === undefined;
    if (undoable) recorded = await live(request, hosts, recorder, injuries, folder, 'undo', signal);
    const outcome = replay(recorded).ended?.outcome;
    const { begun, leasesKept } = await askWitness(hosts, recorder, recorded);
    const secrets = Object.values(request.secrets);
    const kept: Witnessed['kept'] = (where, part, stream) =>
      readFile(outputFile(folder, where, part, stream), 'utf8').catch(() => '');
    const wrong: readonly Message[] = [
      ...(begun === undefined
        ? [{ code: 'drill.noWitness' } as const]
        : await judgeDrill({ kept, recorded, secrets, begun, held: recorder.held })),
      ...leasesKept.map((host): Message => ({ code: 'drill.leaseKept', args: { host } })),
      ...expected(kind, outcome, undoable, injuries),
    ];
    const stopped =
      kind.is === 'gate' && injuries.count > 0 ? !good.includes(outcome) && outcome !== 'undone' : undefined;
    return {
      run: { kind, outcome, injuries: injuries.count, wrong },
      shown: {
        recorded,
        dropped: injuries.dropped,
        ...(kind.is === 'gate' && stopped !== undefined ? { injected: { gate: kind.gate, stopped } } : {}),
      },
    };
  } finally {
    await hosts.close();
  }
}

function injuriesOf(kind: DrillKind): Injuries {
  switch (kind.is) {
    case 'undisturbed':
      return noInjuries();
    case 'drops':
    case 'undo':
      return dropInjuries();
    case 'kills':
      return killInjuries();
    case 'gate':
      return gateInjuries(kind.gate);
  }
}

/** How a run of this kind has to end. */
function expected(
  kind: DrillKind,
  outcome: Outcome | undefined,
  undoable: boolean,
  injuries: Injuries,
): readonly Message[] {
  const ended = outcome ?? 'none';
  switch (kind.is) {
    case 'undisturbed':
      return good.includes(outcome) ? [] : [{ code: 'drill.failsUndisturbed', args: { outcome: ended } }];
    case 'drops':
    case 'kills':
      return good.includes(outcome) ? [] : [{ code: 'drill.otherOutcome', args: { outcome: ended } }];
    case 'undo':
      return !undoable || outcome === 'undone' ? [] : [{ code: 'drill.undoUnproven', args: { outcome: ended } }];
    case 'gate':
      return injuries.count === 0 || !(good.includes(outcome) || outcome === 'undone')
        ? []
        : [{ code: 'drill.gateIgnored', args: { gate: kind.gate } }];
  }
}

/** One run from its start, or backwards, through as many lives as it takes. */
async function live(
  request: DrillRequest,
  hosts: DrillHosts,
  recorder: Recorder,
  injuries: Injuries,
  folder: string,
  first: 'start' | 'undo',
  signal: AbortSignal,
): Promise<readonly Recorded[]> {
  const { plan, engine, clock, secrets } = request;
  const runId = newRunId(`drill-${plan.name}`, new Date(clock.now()));
  for (let how: 'start' | 'undo' | 'resume' = first; ; how = 'resume') {
    const journal = await (how === 'start' ? createJournal(folder) : openJournal(folder));
    const ports: Ports = {
      connect: throughWitness(hosts.connect, recorder, injuries),
      journal: injuries.journal(journal),
      person: createDrillPerson(request.by),
      clock,
      outputs: fileOutputs(folder),
      secrets,
    };
    try {
      await toItsEnd(
        how === 'start'
          ? startRun({ runId, mode: 'run', plan, engine }, ports, signal)
          : how === 'undo'
            ? undoRun(engine, ports, signal)
            : resumeRun(engine, ports, signal),
      );
      return journal.recorded;
    } catch (error) {
      // A life that ends in its first event has not closed it.
      await journal.close().catch(() => undefined);
      if (!(error instanceof Death)) throw error;
    }
  }
}

async function toItsEnd(run: AsyncIterable<Recorded>): Promise<void> {
  for await (const { event } of run) if (event.type === 'runEnded') return;
}

function throughWitness(connect: Connect, recorder: Recorder, injuries: Injuries): Connect {
  return async (name, signal, onAgent) => {
    const connected = await connect(name, signal, onAgent);
    return 'host' in connected ? { host: injuries.host(recorder.watch(connected.host)) } : connected;
  };
}

/**
 * What the witness has of all hosts, which then forget it: `begun` is undefined where one can't be asked. A run that lost its host at the very
 * end could not give its lease back, and the next run must not find it: `leasesKept` are the hosts where that failed again.
 */
async function askWitness(
  { connect }: DrillHosts,
  recorder: Recorder,
  recorded: readonly Recorded[],
): Promise<{ readonly begun: ReadonlyMap<string, number> | undefined; readonly leasesKept: readonly string[] }> {
  const { plan } = replay(recorded);
  const begun = new Map<string, number>();
  const leasesKept = new Set<string>();
  for (const name of new Set(Object.values(plan.roles).flat())) {
    const connected = await connect(name, new AbortController().signal);
    if ('failure' in connected) return { begun: undefined, leasesKept: [...leasesKept] };
    const { host } = connected;
    try {
      for (const [spool, times] of await recorder.begun(host)) begun.set(spool, times);
      await recorder.forget(host);
      for (const { event } of recorded) {
        if (event.type !== 'leaseTaken' || event.host !== name) continue;
        if ('lost' in (await host.leases.release(event.lease))) leasesKept.add(name);
      }
    } finally {
      await host.close();
    }
  }
  return { begun, leasesKept: [...leasesKept] };
}
