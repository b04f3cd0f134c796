// The plan becomes the view's skeleton: every host, gate and step in plan order, all still waiting.
import type { Scope } from '../../language/cel/CelValue.ts';
import { renderText } from '../../language/render.ts';
import type { EachStep, LocalText, Step } from '../../language/schema.ts';
import type { Plan } from '../../plan/Plan.ts';
import type { RunEventOf } from '../../run/Event.ts';
import type { AnyStep, Part } from '../../run/layout/Part.ts';
import { unfold } from '../../run/layout/unfold.ts';
import type { CellView, HostView, RunView, StepView } from '../RunView.ts';
import { conditionsOf, stepConditions } from './conditionsOf.ts';
import { emptyRun } from './emptyRun.ts';
import { guardsOf } from './guardsOf.ts';
import { inputScope } from './inputScope.ts';
import { withoutRounds } from '../../run/layout/withoutRounds.ts';

/** The view of a run that has just started, at `at`. */
export function startRun(event: RunEventOf<'runStarted'>, at: number): RunView {
  const { plan } = event;
  const scope = inputScope(plan.runbook, plan);
  const { root, frames } = unfold(plan);
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
    preconditions: conditionsOf('precondition', plan.runbook.preconditions, scope),
    steps: laneViews([[...root.verdicts, ...root.parts]], 0, scope),
    postconditions: conditionsOf('postcondition', plan.runbook.postconditions, scope),
    guards: guardsOf([...frames.values()], scope),
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

/** The step that all of `variants` are, one a round, with what is nested in it. */
function stepViews(variants: readonly Part[], depth: number, scope: Scope): readonly StepView[] {
  const eaches = variants.filter((part) => 'rounds' in part);
  const [each] = eaches;
  if (each !== undefined) {
    const lanes = eaches.flatMap(({ rounds }) => rounds.map(({ parts }) => parts));
    return [blank(withoutRounds(each.id), each.each, depth, scope), ...laneViews(lanes, depth + 1, scope)];
  }
  const steps = variants.filter((part): part is AnyStep => !('rounds' in part));
  const uses = steps.filter((step) => 'use' in step);
  return [
    ...ownViews(steps, depth, scope),
    ...laneViews(
      uses.map(({ inner }) => [...inner.verdicts, ...inner.parts]),
      depth + 1,
      scope,
    ),
  ];
}

/** Lists of the same steps, one list a round. */
function laneViews(lanes: readonly (readonly Part[])[], depth: number, scope: Scope): readonly StepView[] {
  return (lanes[0] ?? []).flatMap((_, index) =>
    stepViews(
      lanes.flatMap((lane) => lane[index] ?? []),
      depth,
      scope,
    ),
  );
}

/** One view with the hosts of all rounds; a view a round where a host would come twice. */
function ownViews(steps: readonly AnyStep[], depth: number, scope: Scope): readonly StepView[] {
  const cells = steps.flatMap(({ id, hosts }) => hosts.map((host) => waitingCell(id, host)));
  const [first] = steps;
  if (first === undefined) return [];
  if (new Set(cells.map(({ host }) => host)).size === cells.length) {
    return [{ ...blank(withoutRounds(first.id), first, depth, scope), cells }];
  }
  return steps.map((step) => ({
    ...blank(step.id, step, depth, scope),
    title: ofRound(renderText(step.title ?? step.name, scope), step),
    cells: cells.filter((cell) => cell.step === step.id),
  }));
}

/** The title, with the host whose turn it is. */
function ofRound(title: LocalText, { at }: AnyStep): LocalText {
  const host = at.rounds.at(-1)?.host;
  if (host === undefined) return title;
  return typeof title === 'string'
    ? `${title} (${host})`
    : { en: `${title.en} (${host})`, 'zh-cn': `${title['zh-cn']} (${host})` };
}

function blank(id: string, step: AnyStep | EachStep, depth: number, scope: Scope): StepView {
  return {
    id,
    title: renderText(step.title ?? ('name' in step ? step.name : step.id), scope),
    step: 'at' in step ? plainStep(step) : step,
    depth,
    effect: 'each' in step ? undefined : step.effect,
    confirms: [],
    manuals: [],
    conditions: 'at' in step ? stepConditions(step, scope) : [],
    cells: [],
  };
}

/** The step as its runbook has it. */
function plainStep(step: AnyStep): Step {
  const { name: id, at: _at, hosts: _hosts, ...own } = step;
  if (!('inner' in own)) return { ...own, id };
  const { inner: _inner, verdict: _verdict, ...used } = own;
  return { ...used, id };
}

/** A host at a step where nothing has happened yet. */
export function waitingCell(step: string, host: string): CellView {
  return {
    step,
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
