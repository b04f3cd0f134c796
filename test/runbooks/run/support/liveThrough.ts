// Lives of a client in a random world: what fails, what drops, when it is killed; and a run that is gone on with until it ends.
import fc from 'fast-check';
import { expect } from 'vitest';
import { memoryJournal } from '../../../../src/runbooks/journal/memoryJournal.ts';
import type { Journal } from '../../../../src/runbooks/journal/Journal.ts';
import type { Plan } from '../../../../src/runbooks/plan/Plan.ts';
import { needsFlush } from '../../../../src/runbooks/run/needsFlush.ts';
import type { Recorded } from '../../../../src/runbooks/run/Recorded.ts';
import { replay, resumable, resumeRun } from '../../../../src/runbooks/run/resumeRun.ts';
import { startRun } from '../../../../src/runbooks/run/startRun.ts';
import { simulate, type Does, type World } from './simulation.ts';

/** From its `count`-th run on a host, a script fails or drops so many `times` in a row. */
export interface ScriptFault {
  readonly script: string;
  readonly host: string;
  readonly count: number;
  readonly times: number;
  readonly drops: boolean;
  readonly code: number;
}

export interface Fate {
  readonly faults: readonly ScriptFault[];
  /** The client is killed after so many more events, then resumed. */
  readonly crashes: readonly number[];
  /** A crash also loses what was not flushed. */
  readonly losesTail: boolean;
}

/** Fates of a run of these scripts on these hosts; `events` is how many a run has, about. */
export function fatesOf(scripts: readonly string[], hosts: readonly string[], events: number): fc.Arbitrary<Fate> {
  return fc.record({
    faults: fc.array(
      fc.record({
        script: fc.constantFrom(...scripts),
        host: fc.constantFrom(...hosts),
        count: fc.integer({ min: 1, max: 3 }),
        times: fc.integer({ min: 1, max: 2 }),
        drops: fc.boolean(),
        code: fc.constantFrom(0, 1, 127),
      }),
      { maxLength: 4 },
    ),
    crashes: fc.array(fc.integer({ min: 0, max: events }), { maxLength: 4 }),
    losesTail: fc.boolean(),
  });
}

/** The run of `plan` through all of its client's lives. `usual`: what a script does where nothing is wrong, beside ending with 0. */
export async function liveThrough(
  plan: Plan,
  fate: Fate,
  { usual = {}, prepared = {} }: { usual?: Readonly<Record<string, Does>>; prepared?: World['prepared'] } = {},
): Promise<{ recorded: readonly Recorded[]; effects: readonly string[] }> {
  const script = scriptOf(fate, usual);
  const shared = { spools: new Map(), limits: new Map(), effects: [] as string[] };
  let journal: Journal = memoryJournal();
  const crashes = [...fate.crashes];
  for (let life = 0; ; life++) {
    const world = simulate({ ...shared, script, journal, prepared });
    const run =
      journal.recorded.length === 0
        ? startRun({ runId: 'r1', mode: 'run', plan, engine: 'test' }, world.ports, new AbortController().signal)
        : resumeRun('test', world.ports, new AbortController().signal);
    const crashAfter = crashes.shift();
    let seen = 0;
    for await (const _ of run) {
      if (crashAfter !== undefined && seen++ >= crashAfter) break;
    }
    const state = replay(journal.recorded);
    if (state.ended !== undefined || life > 10) return { recorded: journal.recorded, effects: shared.effects };
    expect(resumable(state)).toBe(true);
    journal = afterCrash(journal, fate.losesTail);
  }
}

/** Whether a gate of a step was closed green before event `seq`; on `host`, where that is given. */
export function wasGreenBefore(recorded: readonly Recorded[], seq: number, step: string, host?: string): boolean {
  return recorded.some(
    (one) =>
      one.seq < seq &&
      one.event.type === 'gateClosed' &&
      one.event.part === 'verify' &&
      one.event.step === step &&
      (host === undefined || one.event.host === host) &&
      one.event.verdict === 'pass',
  );
}

function scriptOf(fate: Fate, usual: Readonly<Record<string, Does>>): World['script'] {
  const counts = new Map<string, number>();
  return ({ script, host }): Does => {
    const key = `${host} ${script}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const fault = fate.faults.find(
      (one) => one.script === script && one.host === host && count >= one.count && count < one.count + one.times,
    );
    if (fault === undefined) return usual[script] ?? {};
    return { ...usual[script], code: fault.code, ...(fault.drops ? { drops: true } : {}) };
  };
}

/** What a crash leaves of a journal. */
function afterCrash(journal: Journal, losesTail: boolean): Journal {
  const kept = [...journal.recorded];
  while (losesTail && kept.length > 1 && !needsFlush((kept.at(-1) as Recorded).event)) kept.pop();
  const next = memoryJournal();
  (next.recorded as Recorded[]).push(...kept);
  return next;
}
