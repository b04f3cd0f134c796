// One event more: pure, and sharing all that did not change.
import type { RunEvent, RunEventOf } from '../run/Event.ts';
import type { Recorded } from '../run/Recorded.ts';
import { foldCell, foldCellGate, isCellEvent } from './fold/foldCell.ts';
import { foldCondition } from './fold/foldCondition.ts';
import { interruptGate } from './fold/foldGate.ts';
import type { GateEvent } from './fold/foldGate.ts';
import { foldGuard, foldGuardFailure } from './fold/foldGuard.ts';
import { foldLease } from './fold/foldLease.ts';
import { foldUndo } from './fold/foldUndo.ts';
import type { UndoEvent } from './fold/foldUndo.ts';
import { mapShared } from './fold/mapShared.ts';
import { startRun, waitingCell } from './fold/startRun.ts';
import { withTitles } from './fold/withTitles.ts';
import { hostsOfRef } from './words/hostsOfRef.ts';
import { stepOf } from './words/stepOf.ts';
import type { CellState, CellView, GateView, HostView, RunView, StepView } from './RunView.ts';

/** `view` after `recorded`. An event that fits nothing in the plan changes only the time. */
export function foldRun(view: RunView, recorded: Recorded): RunView {
  const { event, at } = recorded;
  const changed = event.type === 'runStarted' ? startRun(event, at) : change(view, event, at);
  return { ...changed, lastAt: at };
}

function change(view: RunView, event: Exclude<RunEvent, { type: 'runStarted' }>, at: number): RunView {
  if (isUndoEvent(event)) return { ...view, undos: foldUndo(view.undos, event, at, titleOf(view, event.step)) };
  if (isCellEvent(event)) return inCell(view, event.step, event.host, (cell) => foldCell(cell, event, at));
  switch (event.type) {
    case 'runResumed':
      return resumed(view, event, at);
    case 'runEnded':
      return ended(view, event, at);
    case 'hostConnected':
      return inHost(view, event.host, (host) => ({
        ...host,
        state: 'connected',
        at,
        connections: host.connections + 1,
        identity: event,
        failure: undefined,
        agent: undefined,
      }));
    case 'agentAsked':
      return inHost(view, event.host, (host) => ({ ...host, agent: event.key }));
    case 'hostLost': {
      const lost = inHost(view, event.host, (host) => ({ ...host, state: 'lost', at, lost: event.reason }));
      return mapGates(lost, (gate) => (hostsOfRef(gate.ref).includes(event.host) ? interruptGate(gate) : gate));
    }
    case 'hostRefused':
      return inHost(view, event.host, (host) => ({
        ...host,
        state: event.final ? 'refused' : host.state,
        at,
        failure: event.failure,
        agent: undefined,
      }));
    case 'leaseTaken':
    case 'leaseRefused':
    case 'leaseFreed':
    case 'leaseLost':
    case 'leaseReleased':
      return inHost(view, event.host, (host) => ({ ...host, lease: foldLease(host.lease, event) }));
    case 'takenOver':
      return view;
    case 'confirmAsked':
      return inStep(view, event.step, (step) => ({
        ...step,
        confirms: [...step.confirms, { ...event, mustType: event.mustType, askedAt: at, answer: undefined }],
        cells: withState(step.cells, event, 'asked'),
      }));
    case 'confirmAnswered':
      return inStep(view, event.step, (step) => ({
        ...step,
        confirms: step.confirms.map((confirm) =>
          confirm.digest === event.digest && confirm.answer === undefined
            ? { ...confirm, answer: { at, yes: event.yes, typed: event.typed, by: event.by } }
            : confirm,
        ),
        cells: withState(step.cells, { step: event.step }, 'waiting'),
      }));
    case 'manualAsked':
      return inStep(view, event.step, (step) => ({
        ...step,
        manuals: [...step.manuals, { ...event, askedAt: at, answer: undefined }],
        cells: withState(step.cells, event, 'asked'),
      }));
    case 'manualDone':
      return inStep(view, event.step, (step) => ({
        ...step,
        manuals: step.manuals.map((manual) =>
          manual.answer === undefined ? { ...manual, answer: { at, done: event.done, by: event.by } } : manual,
        ),
        cells: withState(step.cells, { step: event.step }, 'waiting'),
      }));
    case 'gateOpened':
    case 'gateSampled':
    case 'gateClosed':
      return inGates(view, event, at);
    case 'guardFailed':
      return { ...view, guards: foldGuardFailure(view.guards, event, at) };
    case 'decisionAsked':
      return {
        ...view,
        decisions: [...view.decisions, { ...event, mustType: event.mustType, askedAt: at, answer: undefined }],
      };
    case 'decisionAnswered':
      return {
        ...view,
        decisions: view.decisions.map((decision) =>
          decision.id === event.id ? { ...decision, answer: { at, option: event.option, by: event.by } } : decision,
        ),
      };
    case 'rollbackStarted':
      return { ...view, rollback: { at, reason: event.reason } };
    case 'cancelAsked':
      return { ...view, cancel: { at, by: event.by, reason: event.reason } };
    case 'useStarted':
      return withTitles(view, event);
    case 'useEnded':
    case 'timerFired':
      return view;
  }
}

function isUndoEvent(event: RunEvent): event is UndoEvent {
  switch (event.type) {
    case 'undoStarted':
    case 'undoExited':
    case 'undoSettled':
      return true;
    case 'output':
    case 'reattached':
    case 'killed':
    case 'launchRefused':
      return event.undo;
    case 'gateOpened':
    case 'gateSampled':
    case 'gateClosed':
      return event.step !== undefined && event.shared !== true && (event.part === 'undo' || event.part === 'boundary');
    default:
      return false;
  }
}

function inGates(view: RunView, event: GateEvent, at: number): RunView {
  switch (event.part) {
    case 'guard':
      return { ...view, guards: foldGuard(view.guards, event, at) };
    case 'precondition':
    case 'postcondition': {
      if (event.step !== undefined) return inConditions(view, event.step, event, at);
      const part = `${event.part}s` as const;
      return { ...view, [part]: foldCondition(view[part], event, at) };
    }
    default:
      if (event.step === undefined) return view;
      return event.shared === true
        ? inConditions(view, event.step, event, at)
        : inCell(view, event.step, event.host, (cell) => foldCellGate(cell, event, at));
  }
}

/** In a gate of a step that is none of its hosts'. While it is proven, the hosts that wait for it are. */
function inConditions(view: RunView, id: string, event: GateEvent, at: number): RunView {
  const proves = event.type === 'gateOpened' && event.part === 'verify';
  return inStep(view, id, (step) => ({
    ...step,
    conditions: foldCondition(step.conditions, event, at),
    cells: proves
      ? mapShared(step.cells, (cell) =>
          cell.step === id && cell.state === 'running' ? { ...cell, state: 'verifying' } : cell,
        )
      : step.cells,
  }));
}

function resumed(view: RunView, event: RunEventOf<'runResumed'>, at: number): RunView {
  const onItsWay: readonly CellState[] = ['checking', 'requiring', 'running', 'verifying'];
  const interrupt = (cell: CellView): CellView =>
    onItsWay.includes(cell.state) ? { ...cell, state: 'interrupted' } : cell;
  return mapGates(
    {
      ...view,
      ...(event.undo === true ? { rollback: { at, reason: { code: 'run.undo.asked', args: { by: event.by } } } } : {}),
      steps: mapCells(view.steps, interrupt),
      hosts: view.hosts.map((host): HostView => ({ ...host, state: 'waiting', lease: undefined, agent: undefined })),
      resumes: [...view.resumes, { at, by: event.by }],
      endedAt: undefined,
      outcome: undefined,
      code: undefined,
      reason: undefined,
      verdict: undefined,
      cancel: undefined,
    },
    (gate) =>
      interruptGate(
        gate.verdict === undefined && gate.closedAt !== undefined ? { ...gate, closedAt: undefined } : gate,
      ),
  );
}

function ended(view: RunView, event: RunEventOf<'runEnded'>, at: number): RunView {
  const { verdict } = event;
  const row = view.plan?.runbook.verdicts.find(({ id }) => id === verdict?.id);
  // A gate that nobody closed was given up: it has an end, but no verdict.
  const abandoned = mapGates(view, (gate) => (gate.closedAt === undefined ? { ...gate, closedAt: at } : gate));
  return {
    ...abandoned,
    endedAt: at,
    outcome: event.outcome,
    code: event.code,
    reason: event.reason,
    verdict:
      verdict === undefined
        ? undefined
        : { ...verdict, title: verdict.id === undefined ? undefined : (verdict.title ?? row?.title) },
  };
}

function titleOf(view: RunView, id: string): StepView['title'] {
  return stepOf(view, id)?.title ?? id;
}

function withState(
  cells: readonly CellView[],
  { step, hosts }: { readonly step: string; readonly hosts?: readonly string[] },
  state: CellState,
): readonly CellView[] {
  return cells.map((cell) => {
    const concerned = hosts === undefined ? cell.state === 'asked' : hosts.includes(cell.host);
    if (!concerned || cell.step !== step) return cell;
    // What was settled before it was asked about stays so.
    return { ...cell, state: hosts === undefined ? (cell.attempts.at(-1)?.outcome ?? state) : state };
  });
}

function inHost(view: RunView, name: string, turn: (host: HostView) => HostView): RunView {
  const index = view.hosts.findIndex((host) => host.name === name);
  const host = view.hosts[index];
  return host === undefined ? view : { ...view, hosts: view.hosts.with(index, turn(host)) };
}

function inStep(view: RunView, id: string, turn: (step: StepView) => StepView): RunView {
  const step = stepOf(view, id);
  const index = step === undefined ? -1 : view.steps.indexOf(step);
  return step === undefined ? view : { ...view, steps: view.steps.with(index, turn(step)) };
}

function inCell(view: RunView, id: string, host: string, turn: (cell: CellView) => CellView): RunView {
  return inStep(view, id, (step) => {
    const index = step.cells.findIndex((cell) => cell.host === host && cell.step === id);
    const cell = step.cells[index];
    const turned = turn(cell ?? waitingCell(id, host));
    return { ...step, cells: cell === undefined ? [...step.cells, turned] : step.cells.with(index, turned) };
  });
}

function mapGates(view: RunView, turn: (gate: GateView) => GateView): RunView {
  const inside = <T extends { readonly gates: readonly GateView[] }>(holder: T): T => {
    const gates = mapShared(holder.gates, turn);
    return gates === holder.gates ? holder : { ...holder, gates };
  };
  const inAttempts = (cell: CellView): CellView => {
    const attempts = mapShared(cell.attempts, inside);
    return attempts === cell.attempts ? cell : { ...cell, attempts };
  };
  const inSteps = (step: StepView): StepView => {
    const conditions = mapShared(step.conditions, inside);
    return conditions === step.conditions ? step : { ...step, conditions };
  };
  return {
    ...view,
    preconditions: mapShared(view.preconditions, inside),
    steps: mapShared(mapCells(view.steps, inAttempts), inSteps),
    postconditions: mapShared(view.postconditions, inside),
    guards: mapShared(view.guards, inside),
    undos: mapShared(view.undos, inside),
  };
}

function mapCells(steps: readonly StepView[], turn: (cell: CellView) => CellView): readonly StepView[] {
  return mapShared(steps, (step) => {
    const cells = mapShared(step.cells, turn);
    return cells === step.cells ? step : { ...step, cells };
  });
}
