// The plan becomes the view's skeleton: every host, gate and step in plan order, all still waiting.
import type { Scope } from '../../language/cel/CelValue.ts';
import { renderText } from '../../language/render.ts';
import type { EachStep, LocalText, Step } from '../../language/schema.ts';
import type { Plan } from '../../plan/Plan.ts';
import type { RunEventOf } from '../../run/Event.ts';
import type { CellView, ConditionView, HostView, RunView, StepView } from '../RunView.ts';
import { emptyRun } from './emptyRun.ts';
import { inputScope } from './inputScope.ts';

/** The view of a run that has just started, at `at`. */
export function startRun(event: RunEventOf<'runStarted'>, at: number): RunView {
  const { plan } = event;
  const scope = inputScope(plan);
  const conditions = (
    gates: readonly { title?: LocalText | undefined; because?: LocalText | undefined }[],
  ): readonly ConditionView[] =>
    gates.map((gate, index) => ({
      index,
      title: renderText(gate.title ?? '', scope),
      because: gate.because === undefined ? undefined : renderText(gate.because, scope),
      gates: [],
    }));
  return {
    ...emptyRun,
    runId: event.runId,
    mode: event.mode,
    plan,
    title: renderText(plan.runbook.title, scope),
    engine: event.engine,
    by: event.by,
    startedAt: at,
    lastAt: at,
    hosts: hostsOf(plan),
    preconditions: conditions(plan.runbook.preconditions),
    steps: plan.runbook.steps.flatMap((step) => stepViews(step, 0, plan, scope)),
    postconditions: conditions(plan.runbook.postconditions),
    guards: conditions(plan.runbook.guards),
  };
}

function hostsOf(plan: Plan): readonly HostView[] {
  const roles = new Map<string, string[]>();
  for (const [role, hosts] of Object.entries(plan.roles))
    for (const host of hosts) roles.set(host, [...(roles.get(host) ?? []), role]);
  return [...roles].map(([name, its]) => ({
    name,
    roles: its,
    state: 'waiting',
    at: undefined,
    connections: 0,
    identity: undefined,
    lost: undefined,
    failure: undefined,
    lease: undefined,
    agent: undefined,
  }));
}

function isEach(step: Step): step is EachStep {
  return 'each' in step;
}

function stepViews(step: Step, depth: number, plan: Plan, scope: Scope): readonly StepView[] {
  const view: StepView = {
    id: step.id,
    title: renderText(step.title ?? step.id, scope),
    step,
    depth,
    effect: isEach(step) ? undefined : step.effect,
    confirms: [],
    manuals: [],
    cells: isEach(step) ? [] : stepHosts(step, plan).map(waitingCell),
  };
  return isEach(step) ? [view, ...step.steps.flatMap((nested) => stepViews(nested, depth + 1, plan, scope))] : [view];
}

function stepHosts(step: Exclude<Step, EachStep>, plan: Plan): readonly string[] {
  const roles = step.target === undefined ? Object.keys(plan.roles) : [step.target].flat();
  const hosts = [...new Set(roles.flatMap((role) => plan.roles[role] ?? []))];
  return step.once ? hosts.slice(0, 1) : hosts;
}

/** A host at a step where nothing has happened yet. */
export function waitingCell(host: string): CellView {
  return {
    host,
    state: 'waiting',
    reason: undefined,
    startedAt: undefined,
    endedAt: undefined,
    foresight: undefined,
    diff: undefined,
    attempts: [],
  };
}
