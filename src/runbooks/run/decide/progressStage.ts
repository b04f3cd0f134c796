// Forwards: preconditions, then the steps in order, then postconditions. The same for the run and for every runbook it uses.
import type { Message } from '../../texts/Message.ts';
import { hostsOfGate } from '../gateAt.ts';
import type { AnyStep, Part } from '../layout/Part.ts';
import type { Frame } from '../layout/Place.ts';
import { unfold } from '../layout/unfold.ts';
import { mentions } from '../mentions.ts';
import type { RunState } from '../RunState.ts';
import { stepTexts } from '../stepTexts.ts';
import { decision } from './decision.ts';
import { eachStage } from './eachStage.ts';
import { failedCells, isBlockedEverywhere, isSettled } from './failedCells.ts';
import { firstChangeBlocked } from './firstChangeBlocked.ts';
import { gatesStage } from './gatesStage.ts';
import { confirmWanted } from './lookStage.ts';
import { spotsOf } from './Spot.ts';
import { allOf, done, working, type Stage } from './Stage.ts';
import { stepStage } from './stepStage.ts';
import { verdictGateStage } from './verdictGateStage.ts';

/** The run's way forwards; `done` once everything holds. */
export function progressStage(state: RunState): Stage {
  return frameStage(state, unfold(state.plan).root);
}

/** A runbook's way forwards. */
export function frameStage(state: RunState, frame: Frame): Stage {
  const preconditions = preconditionsStage(state, frame);
  if (preconditions.is !== 'done') return preconditions;
  const steps = partsStage(state, frame.parts);
  if (steps.is !== 'done') return steps;
  return frameGates(state, frame, 'postcondition');
}

/** Whether a runbook may begin: its gates, and the verdicts of others that it asks for. */
export function preconditionsStage(state: RunState, frame: Frame): Stage {
  const gates = frameGates(state, frame, 'precondition');
  return allOf([gates, ...frame.verdicts.map((step) => verdictGateStage(state, step, frameStage))]);
}

/** The runbook's own gates, on every host of theirs. */
function frameGates(state: RunState, frame: Frame, part: 'precondition' | 'postcondition'): Stage {
  const gates = part === 'precondition' ? frame.runbook.preconditions : frame.runbook.postconditions;
  const at = { frame, roles: undefined, rounds: [] };
  const step = frame.id === '' ? {} : { step: frame.id };
  return gatesStage(
    state,
    gates.flatMap((gate, index) =>
      'use' in gate ? [] : hostsOfGate(gate, at).map((host) => ({ part, index, host, attempt: 1, ...step })),
    ),
  );
}

/** Steps in order, each after the one before is settled on all its hosts. */
export function partsStage(state: RunState, parts: readonly Part[]): Stage {
  for (const [index, part] of parts.entries()) {
    if ('rounds' in part) {
      const stage = eachStage(state, part, partsStage);
      if (stage.is !== 'done') return stage;
      continue;
    }
    if (isSettled(state, part)) {
      const after = afterStep(state, part);
      if (after.is === 'done') continue;
      return after;
    }
    const group = readGroup(state, parts.slice(index));
    if (group.length > 0) return allOf(group.map((read) => stepStage(state, read, frameStage)));
    const blocked = firstChangeBlocked(state, stepsFrom(state, part));
    return blocked === undefined ? stepStage(state, part, frameStage) : { is: 'failed', reason: blocked };
  }
  return done;
}

/** All steps of the run from this one on. */
function stepsFrom(state: RunState, step: AnyStep): readonly AnyStep[] {
  const { steps } = unfold(state.plan);
  return steps.slice(steps.indexOf(step));
}

/** Consecutive reads from here that use nothing which one of them has yet to capture: they go out together. */
function readGroup(state: RunState, rest: readonly Part[]): readonly AnyStep[] {
  const group: AnyStep[] = [];
  const yetToCome = new Set<string>();
  for (const step of rest) {
    if ('rounds' in step) break;
    if (isSettled(state, step)) continue;
    const reads = 'run' in step && step.effect === 'read';
    const asks = reads && spotsOf(state, step).some((spot) => confirmWanted(spot));
    if (!reads || asks || mentions(stepTexts(step), yetToCome)) break;
    group.push(step);
    for (const name of Object.keys(step.capture)) yetToCome.add(name);
  }
  return group;
}

/** What a settled step means for those after it: a failure on any host is handled as the step says. */
export function afterStep(state: RunState, step: AnyStep): Stage {
  const failed = failedCells(state, step)[0];
  if (failed?.settled === undefined) return done;
  const reason: Message = failed.settled.reason ?? { code: 'run.step.failed', args: { step: step.id } };
  switch (step.onFailure.then) {
    case 'continue':
      // Where it was nowhere so much as begun, something has to be mended first, and every step after it would say the same.
      if (isBlockedEverywhere(state, step)) return { is: 'failed', reason };
      return done;
    case 'stop':
      return { is: 'failed', reason };
    case 'rollback':
      // Where nothing was launched there is no way to go back.
      if (state.launches === 0) return { is: 'failed', reason };
      return working({ kind: 'record', event: { type: 'rollbackStarted', reason } });
    case 'ask': {
      const question = { code: 'run.step.askAfterFailure', args: { step: step.id } } as const;
      const where = { step: step.id, host: step.hosts[0] ?? '', attempt: failed.attempts.length };
      const asked = decision(state, `failed:${step.id}`, question, ['rollback', 'proceed', 'stop'], { where });
      if (asked.is === 'open') return working(asked.intent);
      if (asked.is === 'headless') return { is: 'halt', reason };
      if (asked.option === 'proceed') return done;
      if (asked.option === 'rollback') return working({ kind: 'record', event: { type: 'rollbackStarted', reason } });
      return { is: 'failed', reason };
    }
  }
}
