// From a gate's reference to the gate in the plan.
import type { Gate } from '../language/schema.ts';
import type { Plan } from '../plan/Plan.ts';
import type { GateRef } from './Event.ts';
import { plainSteps } from './PlainStep.ts';

/** The gate that `ref` names. Throws a bug's error where the plan has none such. */
export function gateOf(plan: Plan, ref: GateRef): Gate {
  const gate = gatesOf(plan, ref)[ref.index];
  if (gate === undefined || 'use' in gate)
    throw new Error(`no gate ${ref.part}.${String(ref.index)} of ${ref.step ?? 'the run'}`);
  return gate;
}

function gatesOf(plan: Plan, ref: GateRef): readonly (Gate | { readonly use: string })[] {
  const step = plainSteps(plan).find((candidate) => candidate.id === ref.step);
  switch (ref.part) {
    case 'precondition':
      return plan.runbook.preconditions;
    case 'postcondition':
      return plan.runbook.postconditions;
    case 'guard':
      return plan.runbook.guards;
    case 'require':
      return step?.require ?? [];
    case 'before':
    case 'verify':
      return step?.verify ?? [];
    case 'undo':
    case 'boundary':
      return typeof step?.undo === 'object' ? step.undo.verify : [];
  }
}
