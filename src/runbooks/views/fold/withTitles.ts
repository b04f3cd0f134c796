// What a used runbook calls its steps and conditions, which may name its inputs.
import { renderText } from '../../language/render.ts';
import type { RunEventOf } from '../../run/Event.ts';
import { unfold } from '../../run/layout/unfold.ts';
import type { ConditionView, RunView } from '../RunView.ts';
import { stepOf } from '../words/stepOf.ts';
import { conditionsOf, stepConditions } from './conditionsOf.ts';
import { guardsOf } from './guardsOf.ts';
import { inputScope } from './inputScope.ts';

/** The titles of the steps and conditions of a used runbook, now that its inputs are known. */
export function withTitles(view: RunView, event: RunEventOf<'useStarted'>): RunView {
  const placed = view.plan === undefined ? undefined : unfold(view.plan);
  const frame = placed?.frames.get(event.step);
  if (placed === undefined || frame === undefined) return view;
  const scope = inputScope(frame.runbook, { inputs: event.inputs });
  const using = stepOf(view, event.step);
  const steps = view.steps.map((step) => {
    const placedStep = placed.byId.get(step.cells[0]?.step ?? '');
    if (step === using) {
      const ofRunbook = [
        ...conditionsOf('precondition', frame.runbook.preconditions, scope),
        ...conditionsOf('postcondition', frame.runbook.postconditions, scope),
      ];
      return { ...step, conditions: step.conditions.map((one) => retitled(one, ofRunbook)) };
    }
    if (placedStep?.at.frame !== frame) return step;
    const title = step.step.title === undefined ? step.title : renderText(step.step.title, scope);
    const anew = stepConditions(placedStep, scope).filter(({ part }) => !ofUsed.has(part));
    return { ...step, title, conditions: step.conditions.map((one) => retitled(one, anew)) };
  });
  const theirs = guardsOf([frame], scope);
  const guards = view.guards.map((guard) => (guard.step === theirs[0]?.step ? retitled(guard, theirs) : guard));
  return { ...view, steps, guards };
}

const ofUsed: ReadonlySet<ConditionView['part']> = new Set(['precondition', 'postcondition']);

/** With the title that the same condition has in `anew`, unless the gate itself has said it since. */
function retitled<T extends ConditionView>(condition: T, anew: readonly ConditionView[]): T {
  const same = anew.find(({ part, index }) => part === condition.part && index === condition.index);
  if (same === undefined || condition.gates.length > 0) return condition;
  return { ...condition, title: same.title, because: same.because };
}
