// Which gates of a step that belong to no single host are drawn with it.
import type { ConditionView, GateView, RunView, StepView } from '../RunView.ts';

/** With the step: a plan names all of them, a run those that it came to. What they saw before the change is left out. */
export function shownConditions(step: StepView, view: RunView): readonly ConditionView[] {
  return withGates(step, view, (part) => !isOfUndo(part));
}

/** With the rollback: those that prove an undo. */
export function shownUndoConditions(step: StepView, view: RunView): readonly ConditionView[] {
  return withGates(step, view, isOfUndo).filter(({ gates }) => gates.length > 0);
}

function isOfUndo(part: ConditionView['part']): boolean {
  return part === 'undo' || part === 'boundary';
}

function withGates(
  step: StepView,
  view: RunView,
  wanted: (part: ConditionView['part']) => boolean,
): readonly ConditionView[] {
  return step.conditions
    .filter(({ part }) => wanted(part))
    .map((condition) => ({ ...condition, gates: condition.gates.filter(isAfter) }))
    .filter(({ gates }) => view.mode === 'plan' || gates.length > 0);
}

function isAfter({ ref }: GateView): boolean {
  return ref.part !== 'before';
}
