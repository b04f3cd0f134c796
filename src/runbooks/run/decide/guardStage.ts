// Guards: gates that are watched while a runbook is under way. They act between intents, and never on what is running.
import type { Guard, LocalText } from '../../language/schema.ts';
import type { Message } from '../../texts/Message.ts';
import type { GateRef, RunEventOf } from '../Event.ts';
import { gateAt, hostsOfGate } from '../gateAt.ts';
import type { Intent } from '../Intent.ts';
import type { Frame } from '../layout/Place.ts';
import { unfold } from '../layout/unfold.ts';
import { cellKey, gateKey, guardKey, type RunState } from '../RunState.ts';
import { decision } from './decision.ts';
import { openIntents, sampleIntent } from './gateStage.ts';
import { preconditionsStage } from './progressStage.ts';
import { working, type Stage } from './Stage.ts';
import { isUnreached } from './unreached.ts';

interface Watched {
  readonly guard: Guard;
  readonly ref: GateRef;
}

/**
 * The run's way forwards under its guards: with their samples beside it; nothing new changes a host unless each was green when it
 * was last looked at; and once one has failed what runs comes to its end, and then the run pauses or stops.
 */
export function guardStage(state: RunState, stage: Stage): Stage {
  if (stage.is !== 'working') return stage;
  const watched = framesUnderWay(state).flatMap((frame) => guardsOf(state, frame, stage.intents));
  const failing = watched.find(({ guard, ref }) => isDue(state, guard, ref));
  if (failing !== undefined) return working({ kind: 'record', event: failure(state, failing) });
  const failed = Object.values(state.guards)
    .flatMap(({ failures }) =>
      failures.map((event, index) => ({ event, id: `guard:${guardKey(event)}~${String(index)}` })),
    )
    .find(({ event, id }) => event.then === 'stop' || state.decisions[id]?.answer !== 'proceed');
  if (failed !== undefined) return changeUnderWay(state) ? onlyFollowing(stage.intents) : stopped(state, failed);
  const looks = watched.flatMap(({ ref }) => lookIntents(state, ref));
  const isGreen = watched.every(({ ref }) => wasGreen(state, ref));
  return working(...looks, ...stage.intents.filter((intent) => isGreen || intent.kind !== 'launch'));
}

/** Whether it was looked at in this life of the client, and held the last time. */
function wasGreen(state: RunState, ref: GateRef): boolean {
  const { misses = 0, unclear = 0 } = state.guards[guardKey(ref)] ?? {};
  return misses + unclear === 0 && (state.gates.get(gateKey(ref))?.samples ?? 0) > 0;
}

/** The runbooks of the run that have begun and not ended. */
function framesUnderWay(state: RunState): readonly Frame[] {
  const { root, frames } = unfold(state.plan);
  return [...frames.values()].filter((frame) => {
    if (frame.runbook.guards.length === 0) return false;
    const use = state.uses[frame.id];
    const begun = frame === root || (use !== undefined && use.ended === undefined);
    return begun && preconditionsStage(state, frame).is === 'done';
  });
}

function guardsOf(state: RunState, frame: Frame, intents: readonly Intent[]): readonly Watched[] {
  const at = { frame, roles: undefined, rounds: [] };
  const step = frame.id === '' ? {} : { step: frame.id };
  return frame.runbook.guards.flatMap((guard, index) =>
    isMeant(state, frame, guard, intents)
      ? hostsOfGate(guard, at)
          .filter((host) => !isUnreached(state, host))
          .map((host) => ({ guard, ref: { part: 'guard', index, host, attempt: 1, ...step } as const }))
      : [],
  );
}

/** Whether one of the steps during which it is watched is under way; nested ones count. */
function isMeant(state: RunState, frame: Frame, { during }: Guard, intents: readonly Intent[]): boolean {
  if (during === undefined) return true;
  const wanted = new Set(intents.flatMap(stepOfIntent));
  return unfold(state.plan).steps.some((step) => {
    const around = step.at.frame.id === frame.id ? step : undefined;
    const isNamed =
      around !== undefined
        ? during.includes(around.name) || around.at.rounds.some(({ each }) => during.includes(each))
        : during.some((name) => step.id.startsWith(`${frame.id === '' ? '' : `${frame.id}.`}${name}.`));
    if (!isNamed) return false;
    return (
      wanted.has(step.id) ||
      step.hosts.some((host) => {
        const cell = state.cells.get(cellKey(step.id, host));
        return cell !== undefined && cell.settled === undefined;
      })
    );
  });
}

function stepOfIntent(intent: Intent): readonly string[] {
  switch (intent.kind) {
    case 'read':
      return [intent.ref.step];
    case 'sample':
      return intent.ref.step === undefined ? [] : [intent.ref.step];
    case 'launch':
    case 'attach':
      return [intent.where.step];
    default:
      return [];
  }
}

function isDue(state: RunState, { misses }: Guard, ref: GateRef): boolean {
  const seen = state.guards[guardKey(ref)];
  return seen !== undefined && (seen.misses >= misses || seen.unclear >= misses);
}

/** What nobody could judge pauses, also where a failure would stop: it is neither passed nor failed. */
function failure(state: RunState, { guard, ref }: Watched): RunEventOf<'guardFailed'> {
  const { index, host, step } = ref;
  const unclear = (state.guards[guardKey(ref)]?.misses ?? 0) < guard.misses;
  return {
    type: 'guardFailed',
    index,
    host,
    then: unclear ? 'pause' : guard.then,
    ...(step === undefined ? {} : { step }),
    ...(unclear ? { inconclusive: true as const } : {}),
  };
}

/** Something was launched, and was not seen to end. */
function changeUnderWay(state: RunState): boolean {
  return state.cells.values().some((cell) => {
    const launch = cell.attempts.at(-1)?.launch;
    if (launch === undefined || cell.settled !== undefined) return false;
    return launch.exited === undefined && launch.unknown === undefined && launch.killed === undefined;
  });
}

/** What is running is found again where its connection went; what follows it already goes on. */
function onlyFollowing(intents: readonly Intent[]): Stage {
  return working(...intents.filter(({ kind }) => kind === 'attach'));
}

function stopped(
  state: RunState,
  { event, id }: { readonly event: RunEventOf<'guardFailed'>; readonly id: string },
): Stage {
  const { index, host, step } = event;
  const ref: GateRef = { part: 'guard', index, host, attempt: 1, ...(step === undefined ? {} : { step }) };
  const { gate } = gateAt(state.plan, ref);
  const title: LocalText = gate.title ?? gate.run.trim().split('\n')[0] ?? '';
  const code = event.inconclusive === true ? 'run.guard.unclear' : 'run.guard.failed';
  const reason: Message = { code, args: { gate: title, host } };
  if (event.then === 'stop') return { is: 'failed', reason };
  const asked = decision(state, id, reason, ['proceed', 'rollback', 'stop'], { gate: ref });
  if (asked.is === 'headless') return { is: 'halt', reason };
  if (asked.is === 'open') return working(asked.intent);
  if (asked.option === 'rollback' && state.launches > 0) {
    return working({ kind: 'record', event: { type: 'rollbackStarted', reason } });
  }
  return { is: 'failed', reason };
}

function lookIntents(state: RunState, ref: GateRef): readonly Intent[] {
  const placed = gateAt(state.plan, ref);
  const progress = state.gates.get(gateKey(ref));
  return progress === undefined ? openIntents(state, ref, placed) : [sampleIntent(state, ref, placed, progress)];
}
