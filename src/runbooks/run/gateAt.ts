// From a gate's reference to the gate, where it stands, and the hosts that it looks at.
import { isJointGate } from '../language/jointGate.ts';
import type { Gate, Guard } from '../language/schema.ts';
import type { Plan } from '../plan/Plan.ts';
import type { GateRef } from './Event.ts';
import { hostsAt, type Place } from './layout/Place.ts';
import { unfold } from './layout/unfold.ts';

export interface PlacedGate {
  readonly gate: Gate;
  /** Of what it says itself; about all its hosts together where it compares them. */
  readonly at: Place;
  /** Where its probe runs. */
  readonly probing: Place;
  /** Several where it compares them. */
  readonly hosts: readonly string[];
}

/** The gate that `ref` names. Throws a bug's error where the plan has none such. */
export function gateAt(plan: Plan, ref: GateRef): PlacedGate {
  const { gates, at } = gatesAt(plan, ref);
  const gate = gates[ref.index];
  if (gate === undefined || 'use' in gate)
    throw new Error(`no gate ${ref.part}.${String(ref.index)} of ${ref.step ?? 'the run'}`);
  const probing = { ...at, roles: rolesOfGate(gate, at) };
  if (!isJointGate(gate)) return { gate, at: probing, probing, hosts: [ref.host] };
  return { gate, at: { ...at, roles: undefined }, probing, hosts: jointHosts(gate, at) };
}

/** The hosts that a gate is opened on, each by itself; all in one where it compares them. */
export function hostsOfGate(gate: Gate, at: Place): readonly string[] {
  if (isJointGate(gate)) return [jointHosts(gate, at).join(', ')];
  return hostsAt(at, rolesOfGate(gate, at));
}

/** Whether a gate of a step looks at other hosts than the step's, or compares them: then it is one for all of the step. */
export function isShared(gate: Gate, at: Place): boolean {
  if (isJointGate(gate)) return true;
  return gate.target !== undefined && rolesOfGate(gate, at).join() !== at.roles?.join();
}

/** What is compared is compared on all hosts, also where they take turns. */
function jointHosts(gate: Gate, at: Place): readonly string[] {
  return hostsAt({ frame: at.frame, rounds: [] }, rolesOfGate(gate, at));
}

function rolesOfGate(gate: Gate, { frame, roles }: Place): readonly string[] {
  return gate.target === undefined ? (roles ?? Object.keys(frame.roles)) : [gate.target].flat();
}

function gatesAt(
  plan: Plan,
  { part, step: id }: GateRef,
): { readonly gates: readonly (Gate | Guard | { readonly use: string })[]; readonly at: Place } {
  const { byId, frames } = unfold(plan);
  if (part === 'precondition' || part === 'postcondition' || part === 'guard') {
    const frame = frames.get(id ?? '');
    if (frame === undefined) throw new Error(`no runbook is used by ${id ?? 'the run'}`);
    const { runbook } = frame;
    const at = { frame, roles: undefined, rounds: [] };
    if (part === 'guard') return { gates: runbook.guards, at };
    return { gates: part === 'precondition' ? runbook.preconditions : runbook.postconditions, at };
  }
  const step = byId.get(id ?? '');
  if (step === undefined) throw new Error(`no step ${id ?? ''}`);
  switch (part) {
    case 'require':
      return { gates: step.require, at: step.at };
    case 'before':
    case 'verify':
      return { gates: step.verify, at: step.at };
    case 'undo':
    case 'boundary':
      return { gates: typeof step.undo === 'object' ? step.undo.verify : [], at: step.at };
  }
}
