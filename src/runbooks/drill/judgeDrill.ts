// What a run of a drill says, against what the drill's own witness on the host has.
import { createRedactor } from '../redaction/createRedactor.ts';
import type { Outcome, Where } from '../run/Event.ts';
import type { OutputPart } from '../run/Ports.ts';
import type { Recorded } from '../run/Recorded.ts';
import { plainSteps } from '../run/layout/plainSteps.ts';
import { replay } from '../run/resumeRun.ts';
import type { Message } from '../texts/Message.ts';
import type { OutputChunk } from '../hosts/Host.ts';
import { spoolOn, type Recorder } from './createRecorder.ts';

export interface Witnessed {
  /** The output that the run kept, as text; empty where it kept none. */
  readonly kept: (where: Where, part: OutputPart, stream: OutputChunk['stream']) => Promise<string>;
  readonly recorded: readonly Recorded[];
  readonly secrets: readonly string[];
  /** How often each script was begun, on all hosts. */
  readonly begun: ReadonlyMap<string, number>;
  readonly held: Recorder['held'];
}

const unchanged: readonly (Outcome | undefined)[] = ['failedUnchanged', 'blocked', 'nothingToDo'];

/** Everything that is wrong with it; nothing where the run is as it says. */
export async function judgeDrill(witnessed: Witnessed): Promise<readonly Message[]> {
  const { recorded, begun } = witnessed;
  const wrong: Message[] = [];
  const launches = launchesOf(recorded);
  for (const [spool, times] of begun) {
    const launch = launches.get(spool);
    if (launch === undefined) wrong.push({ code: 'drill.unannounced', args: { spool } });
    else if (times > 1) wrong.push({ code: 'drill.twice', args: { ...place(launch.where), times } });
  }
  for (const [spool, { where, part, exited }] of launches) {
    if (exited && !begun.has(spool)) wrong.push({ code: 'drill.neverBegun', args: place(where) });
    const lost = await lostBytes(witnessed, spool, where, part);
    if (lost > 0) wrong.push({ code: 'drill.lost', args: { ...place(where), bytes: lost } });
  }
  const { outcome } = replay(recorded).ended ?? {};
  if (unchanged.includes(outcome) && begun.size > 0) {
    wrong.push({ code: 'drill.notUnchanged', args: { outcome: outcome ?? '' } });
  }
  if (outcome === 'rolledBack' || outcome === 'undone') {
    for (const { where, part } of launches.values()) {
      if (part === 'run' && !wasUndone(recorded, where)) wrong.push({ code: 'drill.notUndone', args: place(where) });
    }
  }
  return wrong;
}

interface Launch {
  readonly where: Where;
  readonly part: OutputPart;
  readonly exited: boolean;
}

function launchesOf(recorded: readonly Recorded[]): ReadonlyMap<string, Launch> {
  const launches = new Map<string, Launch>();
  for (const { event } of recorded) {
    if (event.type === 'stepStarted' || event.type === 'undoStarted') {
      launches.set(spoolOn(event.host, event.spool), {
        where: event,
        part: event.type === 'undoStarted' ? 'undo' : 'run',
        exited: false,
      });
    }
    if (event.type === 'stepExited' || event.type === 'undoExited') {
      const part = event.type === 'undoExited' ? 'undo' : 'run';
      for (const [spool, launch] of launches) {
        const { step, host, attempt } = launch.where;
        const same = step === event.step && host === event.host && attempt === event.attempt && part === launch.part;
        if (same) launches.set(spool, { ...launch, exited: true });
      }
    }
  }
  return launches;
}

/** What the spool held when it was let go of, masked, against what the run kept. */
async function lostBytes(
  { kept, recorded, secrets, held }: Witnessed,
  spool: string,
  where: Where,
  part: OutputPart,
): Promise<number> {
  const bytes = held.get(spool);
  if (bytes === undefined) return 0;
  const { plan } = replay(recorded);
  const step = plainSteps(plan).find(({ id }) => id === where.step);
  const redactor = createRedactor(secrets, [...plan.runbook.redact, ...(step?.redact ?? [])]);
  let lost = 0;
  for (const stream of ['stdout', 'stderr'] as const) {
    const wanted = redactor.text(bytes[stream].toString('utf8'));
    const found = await kept(where, part, stream);
    if (found !== wanted) lost += Math.max(1, Math.abs(wanted.length - found.length));
  }
  return lost;
}

function wasUndone(recorded: readonly Recorded[], { step, host }: Where): boolean {
  return recorded.some(
    ({ event }) =>
      event.type === 'undoSettled' &&
      event.step === step &&
      event.host === host &&
      event.outcome !== 'failed' &&
      event.outcome !== 'unknown',
  );
}

function place({ step, host }: Where): { readonly step: string; readonly host: string } {
  return { step, host };
}
