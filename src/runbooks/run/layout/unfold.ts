// A plan unfolded: every `each` into its rounds, every `use` into the steps of its runbook. Follows from the plan alone.
import type { Step, UseStep, VerdictGate } from '../../language/schema.ts';
import { resolveUse } from '../../plan/resolveUse.ts';
import type { Plan } from '../../plan/Plan.ts';
import type { AnyStep, Each, Part, UsedStep } from './Part.ts';
import { hostsAt, type Frame, type Place, type Round } from './Place.ts';
import { captureKey } from '../RunState.ts';

export interface Unfolded {
  /** The run's own runbook. */
  readonly root: Frame;
  /** All runbooks of the run, by id. */
  readonly frames: ReadonlyMap<string, Frame>;
  /** All steps in order, one that uses a runbook before those of that runbook. */
  readonly steps: readonly AnyStep[];
  readonly byId: ReadonlyMap<string, AnyStep>;
  /** By the runbook and the step's id in it: one for each round. */
  readonly byStep: ReadonlyMap<string, readonly AnyStep[]>;
}

/** No runbook nests deeper; what is read from a journal may be anything. */
const deepest = 16;

const known = new WeakMap<Plan, Unfolded>();

/** The run that a plan amounts to. */
export function unfold(plan: Plan): Unfolded {
  const found = known.get(plan) ?? unfolded(plan);
  known.set(plan, found);
  return found;
}

function unfolded(plan: Plan): Unfolded {
  const path = plan.sources[0]?.path ?? plan.name;
  const root = frameOf(plan, { id: '', name: plan.name, path, roles: plan.roles, depth: 0 });
  const frames = new Map<string, Frame>();
  const steps: AnyStep[] = [];
  const visitFrame = (frame: Frame): void => {
    frames.set(frame.id, frame);
    frame.verdicts.forEach(visit);
    frame.parts.forEach(visit);
  };
  const visit = (part: Part): void => {
    if ('rounds' in part) {
      for (const round of part.rounds) round.parts.forEach(visit);
      return;
    }
    steps.push(part);
    if ('use' in part) visitFrame(part.inner);
  };
  visitFrame(root);
  const byStep = new Map<string, AnyStep[]>();
  for (const step of steps) {
    const key = captureKey(step.at.frame.id, step.name);
    byStep.set(key, [...(byStep.get(key) ?? []), step]);
  }
  return { root, frames, steps, byId: new Map(steps.map((step) => [step.id, step])), byStep };
}

interface Opened {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly roles: Frame['roles'];
  readonly depth: number;
}

function frameOf(plan: Plan, opened: Opened): Frame {
  const { id, name, path, roles, depth } = opened;
  const runbook = depth === 0 ? plan.runbook : plan.used?.[path];
  if (runbook === undefined || depth > deepest) throw new Error(`the plan has no runbook ${path}`);
  const verdicts: UsedStep[] = [];
  const parts: Part[] = [];
  const frame: Frame = { id, name, runbook, roles, verdicts, parts };
  const open: Open = { plan, path, depth, prefix: id === '' ? '' : `${id}.` };
  for (const [index, gate] of runbook.preconditions.entries()) {
    if (!('use' in gate)) continue;
    const place: Place = { frame, roles: undefined, rounds: [] };
    const step = verdictStep(gate, index);
    verdicts.push(usedStep(open, { ...step, id: `${open.prefix}${step.id}` }, step.id, place, gate));
  }
  parts.push(...runbook.steps.flatMap((step) => partOf(open, step, frame, [], '')));
  return frame;
}

interface Open {
  readonly plan: Plan;
  readonly path: string;
  readonly depth: number;
  readonly prefix: string;
}

function partOf(open: Open, step: Step, frame: Frame, rounds: readonly Round[], suffix: string): Part {
  const id = `${open.prefix}${step.id}${suffix}`;
  if ('each' in step) return eachOf(open, step, frame, rounds, suffix, id);
  const own = rounds.at(-1)?.role;
  if ('use' in step) {
    const roles = step.target === undefined ? (own === undefined ? undefined : [own]) : [step.target].flat();
    return usedStep(open, { ...step, id }, step.id, { frame, roles, rounds }, undefined);
  }
  const roles =
    step.target === undefined ? (own === undefined ? Object.keys(frame.roles) : [own]) : [step.target].flat();
  const at: Place = { frame, roles, rounds };
  const hosts = hostsAt(at, roles);
  return { ...step, id, name: step.id, at, hosts: step.once ? hosts.slice(0, 1) : hosts };
}

function eachOf(
  open: Open,
  step: Extract<Step, { each: string }>,
  frame: Frame,
  rounds: readonly Round[],
  suffix: string,
  id: string,
): Each {
  return {
    id,
    each: step,
    rounds: hostsAt({ frame, rounds }, [step.each]).map((host, index) => {
      const within = [...rounds, { each: step.id, role: step.each, host }];
      return {
        host,
        at: { frame, roles: [step.each], rounds: within },
        parts: step.steps.map((nested) => partOf(open, nested, frame, within, `${suffix}.${String(index + 1)}`)),
      };
    }),
  };
}

function usedStep(open: Open, step: UseStep, name: string, at: Place, verdict: VerdictGate | undefined): UsedStep {
  const { plan, depth } = open;
  const { id } = step;
  const path = resolveUse(open.path, step.use);
  const theirs = plan.used?.[path]?.targets ?? {};
  const roles = Object.fromEntries(Object.keys(theirs).map((role) => [role, hostsAt(at, [roleFor(role, step, at)])]));
  const hosts = at.roles === undefined ? [...new Set(Object.values(roles).flat())] : hostsAt(at, at.roles);
  const inner = frameOf(plan, { id, name: nameOf(plan, path), path, roles, depth: depth + 1 });
  return { ...step, name, at, hosts, inner, verdict };
}

/** Which of our roles stands for one of theirs: as given, else of the same name, else the only one there is. */
function roleFor(theirs: string, step: UseStep, { frame }: Place): string {
  const ours = Object.keys(frame.roles);
  return step.targets[theirs] ?? (ours.includes(theirs) || ours.length !== 1 ? theirs : (ours[0] ?? theirs));
}

/** A precondition that uses a runbook is driven as a step that does. No step of a runbook can have its id. */
function verdictStep(gate: VerdictGate, index: number): UseStep {
  return {
    id: `precondition-${String(index + 1)}`,
    title: gate.title ?? gate.use,
    because: gate.because,
    use: gate.use,
    inputs: gate.inputs ?? {},
    targets: gate.targets ?? {},
    effect: 'read',
    require: [],
    verify: [],
    capture: {},
    onFailure: { then: 'stop' },
    redact: [],
    once: false,
  };
}

/** What was named by its path keeps its ending; what is shipped has none. */
function nameOf(plan: Plan, path: string): string {
  return /\.ya?ml$/.test(plan.name) ? path : path.replace(/\.ya?ml$/, '');
}
