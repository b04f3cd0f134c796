// What a run would do, found by only looking.
import { evaluate } from '../../language/cel/evaluate.ts';
import type { Foresight } from '../Event.ts';
import { mentions } from '../mentions.ts';
import { plainSteps, type PlainStep } from '../PlainStep.ts';
import { cellKey, type RunState } from '../RunState.ts';
import type { Message } from '../../texts/Message.ts';
import { lookStage } from './lookStage.ts';
import { runGates } from './progressStage.ts';
import { hostsOfStep, spotOf, type Spot } from './Spot.ts';
import { allOf, done, working, type Stage } from './Stage.ts';

/** Preconditions and checks, all at once; each step is foreseen on each host. */
export function foreseeIntents(state: RunState): Stage {
  const preconditions = runGates(state, 'precondition', state.plan.runbook.preconditions);
  if (preconditions.is === 'working') {
    // The looks go out with the preconditions, so that a plan costs two round trips and not three.
    return working(...preconditions.intents, ...looks(state).filter((intent) => intent.kind === 'read'));
  }
  const blocked = preconditions.is === 'done' ? undefined : preconditions.reason;
  const steps = allOf(spotsOf(state).map((spot) => foresee(spot, blocked)));
  if (steps.is === 'working') return steps;
  return blocked === undefined ? done : { is: 'failed', reason: blocked };
}

function spotsOf(state: RunState): readonly Spot[] {
  return plainSteps(state.plan).flatMap((step) => hostsOfStep(state, step).map((host) => spotOf(state, step, host)));
}

function looks(state: RunState): Extract<Stage, { is: 'working' }>['intents'] {
  return spotsOf(state).flatMap((spot) => {
    const stage = foresee(spot, undefined);
    return stage.is === 'working' ? stage.intents : [];
  });
}

function foresee(spot: Spot, blocked: Message | undefined): Stage {
  const { state, step } = spot;
  if (state.foreseen.has(cellKey(step.id, spot.host))) return done;
  if (blocked !== undefined) return say(spot, 'blocked', blocked);
  const captures = earlierCaptures(state, step);
  if (mentions([step.when], captures)) return say(spot, 'depends');
  if (step.when !== undefined) {
    const wanted = evaluate(step.when, spot.scope);
    if ('problem' in wanted) return say(spot, 'blocked', wanted.problem);
    if (wanted.value !== true) return say(spot, 'skipped', { code: 'run.step.whenFalse', args: { when: step.when } });
  }
  const texts = 'file' in step ? [step.check, step.file.path, step.file.content] : [step.check];
  if (mentions(texts, captures)) return say(spot, 'depends');
  const look = lookStage(spot, true);
  switch (look.is) {
    case 'working':
      return working(...look.intents);
    case 'failed':
      return say(spot, 'blocked', look.reason);
    case 'alreadySo':
      return say(spot, 'alreadySo');
    case 'toDo':
      return say(spot, 'willRun', undefined, look.diff);
  }
}

/** What steps before this one would capture: a plan does not know it. */
function earlierCaptures(state: RunState, step: PlainStep): ReadonlySet<string> {
  const steps = plainSteps(state.plan);
  return new Set(steps.slice(0, steps.indexOf(step)).flatMap((earlier) => Object.keys(earlier.capture)));
}

function say(spot: Spot, foresight: Foresight, reason?: Message, diff?: string): Stage {
  return working({
    kind: 'record',
    event: {
      type: 'stepForeseen',
      ...spot.where,
      foresight,
      ...(reason === undefined ? {} : { reason }),
      ...(diff === undefined ? {} : { diff }),
    },
  });
}
