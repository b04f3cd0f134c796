// What a run would do, found by only looking.
import { evaluate } from '../../language/cel/evaluate.ts';
import type { Foresight } from '../Event.ts';
import { mentions } from '../mentions.ts';
import { isForerunner } from '../layout/isForerunner.ts';
import type { AnyStep, UsedStep } from '../layout/Part.ts';
import { unfold } from '../layout/unfold.ts';
import { cellKey, type RunState } from '../RunState.ts';
import type { Message } from '../../texts/Message.ts';
import { lookStage } from './lookStage.ts';
import { bindUse } from './bindUse.ts';
import { preconditionsStage } from './progressStage.ts';
import { spotsOf, type Spot } from './Spot.ts';
import { allOf, done, working, type Stage } from './Stage.ts';

/** Preconditions and checks, all at once; each step is foreseen on each host. */
export function foreseeIntents(state: RunState): Stage {
  const preconditions = preconditionsStage(state, unfold(state.plan).root);
  if (preconditions.is === 'working') {
    // The looks go out with the preconditions, so that a plan costs two round trips and not three.
    return working(...preconditions.intents, ...looks(state).filter((intent) => intent.kind === 'read'));
  }
  const blocked = preconditions.is === 'done' ? undefined : preconditions.reason;
  const steps = allOf([...uses(state), ...spots(state).map((spot) => foresee(spot, blocked))]);
  if (steps.is === 'working') return steps;
  return blocked === undefined ? done : { is: 'failed', reason: blocked };
}

/** The steps that are foreseen: what is a precondition is run. */
function steps(state: RunState): readonly AnyStep[] {
  return unfold(state.plan).steps.filter((step) => !isForerunner(step.id));
}

function spots(state: RunState): readonly Spot[] {
  return steps(state).flatMap((step) => spotsOf(state, step));
}

/** The inputs of runbooks that steps use, as far as they are known before the run. */
function uses(state: RunState): readonly Stage[] {
  return steps(state).map((step) => {
    if (!('use' in step) || state.uses[step.id] !== undefined || dependsOnRun(state, step)) return done;
    const bound = bindUse(state, step);
    if ('problem' in bound) return done;
    return working({ kind: 'record', event: { type: 'useStarted', step: step.id, inputs: bound.values } });
  });
}

/** Whether the inputs of a used runbook, or of one around it, come from what is captured in the run. */
function dependsOnRun(state: RunState, step: UsedStep): boolean {
  if (mentions(Object.values(step.inputs).map(String), earlierCaptures(state, step))) return true;
  return !isBound(state, step);
}

/** Whether the runbook that a step is of has its inputs. */
function isBound(state: RunState, { at }: AnyStep): boolean {
  return at.frame.id === '' || state.uses[at.frame.id] !== undefined;
}

function looks(state: RunState): Extract<Stage, { is: 'working' }>['intents'] {
  return spots(state).flatMap((spot) => {
    const stage = foresee(spot, undefined);
    return stage.is === 'working' ? stage.intents : [];
  });
}

function foresee(spot: Spot, blocked: Message | undefined): Stage {
  const { state, step } = spot;
  if (state.foreseen.has(cellKey(step.id, spot.host))) return done;
  if (blocked !== undefined) return say(spot, 'blocked', blocked);
  if (!isBound(state, step)) return say(spot, 'depends');
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
function earlierCaptures(state: RunState, step: AnyStep): ReadonlySet<string> {
  const { steps: all } = unfold(state.plan);
  const earlier = all.slice(0, all.indexOf(step)).filter(({ at }) => at.frame === step.at.frame);
  return new Set(earlier.flatMap(({ capture }) => Object.keys(capture)));
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
