// The gates of a plan that belong to no single host, before any of them was looked at.
import type { Scope } from '../../language/cel/CelValue.ts';
import { renderText } from '../../language/render.ts';
import type { Gate, VerdictGate } from '../../language/schema.ts';
import { isShared } from '../../run/gateAt.ts';
import type { AnyStep } from '../../run/layout/Part.ts';
import type { ConditionView } from '../RunView.ts';

/** A part of a runbook. What is the verdict of another runbook is a step of its own and not among them. */
export function conditionsOf(
  part: ConditionView['part'],
  gates: readonly (Gate | VerdictGate)[],
  scope: Scope,
): readonly ConditionView[] {
  return gates.flatMap((gate, index) => ('use' in gate ? [] : [conditionOf(part, gate, index, scope)]));
}

/** Those of a step that are for all its hosts, and those of the runbook that it uses, in the order in which they are looked at. */
export function stepConditions(step: AnyStep, scope: Scope): readonly ConditionView[] {
  const shared = (part: ConditionView['part'], gates: readonly Gate[]): readonly ConditionView[] =>
    conditionsOf(part, gates, scope).filter(({ index }) => isShared(gates[index] as Gate, step.at));
  const used = 'inner' in step ? step.inner.runbook : undefined;
  const { undo } = step;
  return [
    ...shared('require', step.require),
    ...conditionsOf('precondition', used?.preconditions ?? [], scope),
    ...conditionsOf('postcondition', used?.postconditions ?? [], scope),
    ...shared('verify', step.verify),
    ...(typeof undo === 'object' ? shared('boundary' in undo ? 'boundary' : 'undo', undo.verify) : []),
  ];
}

/** One gate, with the names of `scope` filled in. */
export function conditionOf(part: ConditionView['part'], gate: Gate, index: number, scope: Scope): ConditionView {
  return {
    part,
    index,
    title: renderText(gate.title ?? '', scope),
    because: gate.because === undefined ? undefined : renderText(gate.because, scope),
    expected: gate.expect ?? 'exit == 0',
    gates: [],
  };
}
