// One event more: pure, and sharing all that did not change.
import type { RunEvent, RunEventOf } from '../run/Event.ts';
import type { Recorded } from '../run/Recorded.ts';
import { foldCell, foldCellGate, isCellEvent } from './fold/foldCell.ts';
import { foldGate, interruptGate } from './fold/foldGate.ts';
import type { GateEvent } from './fold/foldGate.ts';
import { foldLease } from './fold/foldLease.ts';
import { foldUndo } from './fold/foldUndo.ts';
import type { UndoEvent } from './fold/foldUndo.ts';
import { mapShared } from './fold/mapShared.ts';
import { startRun, waitingCell } from './fold/startRun.ts';
import type { CellState, CellView, ConditionView, GateView, HostView, RunView, StepView } from './RunView.ts';

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
      return mapGates(lost, (gate) => (gate.ref.host === event.host ? interruptGate(gate) : gate));
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
        cells: withState(step.cells, event.hosts, 'asked'),
      }));
    case 'confirmAnswered':
      return inStep(view, event.step, (step) => ({
        ...step,
        confirms: step.confirms.map((confirm) =>
          confirm.digest === event.digest && confirm.answer === undefined
            ? { ...confirm, answer: { at, yes: event.yes, typed: event.typed, by: event.by } }
            : confirm,
        ),
        cells: withState(step.cells, undefined, 'waiting'),
      }));
    case 'manualAsked':
      return inStep(view, event.step, (step) => ({
        ...step,
        manuals: [...step.manuals, { ...event, askedAt: at, answer: undefined }],
        cells: withState(step.cells, event.hosts, 'asked'),
      }));
    case 'manualDone':
      return inStep(view, event.step, (step) => ({
        ...step,
        manuals: step.manuals.map((manual) =>
          manual.answer === undefined ? { ...manual, answer: { at, done: event.done, by: event.by } } : manual,
        ),
        cells: withState(step.cells, undefined, 'waiting'),
      }));
    case 'gateOpened':
    case 'gateSampled':
    case 'gateClosed':
      return inGates(view, event, at);
    case 'guardFailed':
      return {
        ...view,
        guardFailures: [...view.guardFailures, { at, index: event.index, host: event.host, then: event.then }],
      };
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
      return event.step !== undefined && (event.part === 'undo' || event.part === 'boundary');
    default:
      return false;
  }
}

function inGates(view: RunView, event: GateEvent, at: number): RunView {
  if (event.step !== undefined) return inCell(view, event.step, event.host, (cell) => foldCellGate(cell, event, at));
  const conditions = conditionsOf(event.part);
  if (conditions === undefined) return view;
  return {
    ...view,
    [conditions]: view[conditions].map((condition): ConditionView => {
      if (condition.index !== event.index) return condition;
      const gates = foldGate(condition.gates, event, at);
      return event.type === 'gateOpened' ? { ...condition, title: event.title, gates } : { ...condition, gates };
    }),
  };
}

function conditionsOf(part: GateEvent['part']): 'preconditions' | 'postconditions' | 'guards' | undefined {
  switch (part) {
    case 'precondition':
      return 'preconditions';
    case 'postcondition':
      return 'postconditions';
    case 'guard':
      return 'guards';
    default:
      return undefined;
  }
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
  return view.steps.find((step) => step.id === id)?.title ?? id;
}

function withState(
  cells: readonly CellView[],
  hosts: readonly string[] | undefined,
  state: CellState,
): readonly CellView[] {
  return cells.map((cell) => {
    const concerned = hosts === undefined ? cell.state === 'asked' : hosts.includes(cell.host);
    return concerned ? { ...cell, state } : cell;
  });
}

function inHost(view: RunView, name: string, turn: (host: HostView) => HostView): RunView {
  const index = view.hosts.findIndex((host) => host.name === name);
  const host = view.hosts[index];
  return host === undefined ? view : { ...view, hosts: view.hosts.with(index, turn(host)) };
}

function inStep(view: RunView, id: string, turn: (step: StepView) => StepView): RunView {
  const index = view.steps.findIndex((step) => step.id === id);
  const step = view.steps[index];
  return step === undefined ? view : { ...view, steps: view.steps.with(index, turn(step)) };
}

function inCell(view: RunView, id: string, host: string, turn: (cell: CellView) => CellView): RunView {
  return inStep(view, id, (step) => {
    const index = step.cells.findIndex((cell) => cell.host === host);
    const cell = step.cells[index];
    const turned = turn(cell ?? waitingCell(host));
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
  return {
    ...view,
    preconditions: mapShared(view.preconditions, inside),
    steps: mapCells(view.steps, inAttempts),
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
