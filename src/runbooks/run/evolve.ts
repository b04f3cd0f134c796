// State and event become the next state. Pure: no clock, no I/O; time is in the events.
import { advanceGate, openGate } from '../gates/GateProgress.ts';
import type { GateProgress } from '../gates/GateProgress.ts';
import type { Plan } from '../plan/Plan.ts';
import type { GateRef, RunEventOf, Where } from './Event.ts';
import { isForerunner } from './layout/isForerunner.ts';
import { unfold } from './layout/unfold.ts';
import { evolveLeases } from './LeaseState.ts';
import { attemptKey, captureKey, cellKey, gateKey, gateKeyParts, guardKey } from './RunState.ts';
import type {
  AttemptState,
  CellState,
  GuardState,
  HostState,
  Launch,
  RunState,
  UndoState,
  UseState,
} from './RunState.ts';
import type { Recorded } from './Recorded.ts';

/** The state after the first event of a journal. Throws a bug's error where it is not `runStarted`. */
export function begin(first: Recorded): RunState {
  const { event, at } = first;
  if (event.type !== 'runStarted') throw new Error(`a journal begins with runStarted, not ${event.type}`);
  return {
    runId: event.runId,
    mode: event.mode,
    plan: event.plan,
    since: at,
    now: at,
    interactive: event.interactive,
    prepared: event.prepared,
    hosts: Object.fromEntries(hostsOf(event.plan).map((host) => [host, newHost])),
    leases: {},
    takeOver: event.takeOver ?? [],
    cells: {},
    gates: {},
    captures: {},
    uses: {},
    guards: {},
    confirms: {},
    manuals: {},
    decisions: {},
    timers: new Set(),
    launches: 0,
    foreseen: new Set(),
    rollback: undefined,
    undoRequests: 0,
    cancel: undefined,
    ended: undefined,
  };
}

/** The state after one more event. */
export function evolve(before: RunState, recorded: Recorded): RunState {
  const { event, at } = recorded;
  const state: RunState = {
    ...before,
    now: Math.max(before.now, at),
    leases: evolveLeases(before.leases, event),
  };
  switch (event.type) {
    case 'runStarted':
      throw new Error('a journal has one runStarted');
    case 'runResumed':
      return event.undo === true ? toUndo(resumed(state, event), event.by) : resumed(state, event);
    case 'runEnded':
      return { ...state, ended: event };
    case 'hostConnected':
      if (isOtherMachine(state, event)) {
        const failure = { code: 'run.host.otherMachine', args: { host: event.host } } as const;
        return withHost(state, event.host, { status: 'refused', failure });
      }
      return withHost(state, event.host, {
        status: 'connected',
        bootId: event.bootId,
        machineId: event.machineId,
        tries: 0,
        lostSince: undefined,
        failure: undefined,
      });
    case 'hostLost':
      return withHost(interruptHost(state, event.host), event.host, { status: 'lost', lostSince: at });
    case 'hostRefused': {
      const host = state.hosts[event.host] ?? newHost;
      return withHost(state, event.host, {
        status: event.final ? 'refused' : host.status,
        tries: host.tries + 1,
        failure: event.failure,
      });
    }
    case 'readStarted':
      return withAttempt(state, event, at, (attempt) => ({
        readsStarted: new Set([...attempt.readsStarted, readKey(event)]),
      }));
    case 'readEnded':
      return withAttempt(state, event, at, (attempt) => ({
        reads: { ...attempt.reads, [readKey(event)]: event.observation },
      }));
    case 'stepForeseen':
      return { ...state, foreseen: new Set([...state.foreseen, cellKey(event.step, event.host)]) };
    case 'confirmAsked':
      return {
        ...state,
        confirms: { ...state.confirms, [attemptKey(event.step, event.attempt)]: { asked: event, answer: undefined } },
      };
    case 'confirmAnswered': {
      const key = attemptKey(event.step, event.attempt);
      const asked = state.confirms[key]?.asked;
      // An answer to anything but what was shown is no answer.
      if (asked?.digest !== event.digest) return state;
      const answer = { yes: event.yes, typed: event.typed };
      return { ...state, confirms: { ...state.confirms, [key]: { asked, answer } } };
    }
    case 'manualAsked':
      return withManual(state, event.step, event.attempt, undefined);
    case 'manualDone':
      return withManual(state, event.step, event.attempt, event.done);
    case 'agentAsked':
    case 'limitReserved':
    case 'output':
    case 'leaseTaken':
    case 'leaseRefused':
    case 'leaseFreed':
    case 'leaseReleased':
    case 'takenOver':
      return state;
    case 'leaseLost':
      return withHost(interruptHost(state, event.host), event.host, { status: 'lost', lostSince: at });
    case 'guardFailed':
      return withGuard(state, guardKey(event), (guard) => ({
        misses: 0,
        unclear: 0,
        failures: [...guard.failures, event],
      }));
    case 'useStarted':
      return withUse(state, event.step, { inputs: event.inputs, since: at, ended: undefined });
    case 'useEnded': {
      const { failed, verdict, blocked = false } = event;
      return withUse(state, event.step, { ended: { failed, blocked, verdict } });
    }
    case 'limitRefused':
      return notLaunched(
        withAttempt(state, event, at, () => ({ limitRefused: { freeAt: event.freeAt }, launch: undefined })),
        event,
      );
    case 'launchRefused': {
      if (event.undo) {
        return withCell(state, event, () => ({ undo: { launch: undefined, settled: 'failed' } }));
      }
      const refused = withAttempt(state, event, at, () => ({ launch: undefined }));
      return notLaunched(
        withCell(refused, event, () => ({ settled: { outcome: 'blocked', reason: event.reason, at } })),
        event,
      );
    }
    case 'stepStarted': {
      const started = withAttempt(state, event, at, () => ({ launch: newLaunch(event, at) }));
      return {
        ...withCell(started, event, (cell) => ({ order: cell.order ?? state.launches })),
        launches: state.launches + 1,
      };
    }
    case 'reattached':
      return withLaunch(state, event, event.undo ? 'undo' : 'run', (launch) => foundAgain(state, event, launch));
    case 'stepExited':
      return withLaunch(state, event, 'run', (launch) => ({
        ...launch,
        interrupted: false,
        exited: event.observation,
      }));
    case 'captured': {
      const captures = { ...state.captures };
      const frame = unfold(state.plan).byId.get(event.step)?.at.frame.id ?? '';
      for (const [name, value] of Object.entries(event.values)) {
        const key = captureKey(frame, name);
        captures[key] = { ...captures[key], [cellKey(event.step, event.host)]: value };
      }
      return withAttempt({ ...state, captures }, event, at, () => ({ captured: event.values }));
    }
    case 'stepSettled':
      return withCell(state, event, () => ({ settled: { outcome: event.outcome, reason: event.reason, at } }));
    case 'gateOpened':
      return withGate(state, event, () => openGate(event.timing, at));
    case 'gateSampled': {
      const sampled = withGate(state, event, (gate) => (gate === undefined ? undefined : advanceGate(gate, event)));
      return event.part === 'guard' ? guardSampled(sampled, event) : sampled;
    }
    case 'gateClosed': {
      const closed = withGate(state, event, (gate) =>
        gate === undefined ? undefined : { ...gate, closed: event.verdict },
      );
      return isOfCell(event) ? withAttempt(closed, event, at, () => ({})) : closed;
    }
    case 'timerFired':
      return { ...state, timers: new Set([...state.timers, event.timer]), now: Math.max(state.now, event.due) };
    case 'retryStarted':
      return withCell(state, event, (cell) => ({ attempts: [...cell.attempts, newAttempt(event.attempt, at)] }));
    case 'decisionAsked':
      return { ...state, decisions: { ...state.decisions, [event.id]: { asked: event, answer: undefined } } };
    case 'decisionAnswered':
      return decided(state, event);
    case 'rollbackStarted':
      return { ...state, rollback: { reason: event.reason } };
    case 'undoStarted': {
      const launched = withCell(state, event, (cell) => ({ undo: { ...cell.undo, launch: newLaunch(event, at) } }));
      return { ...launched, launches: state.launches + 1 };
    }
    case 'undoExited':
      return withLaunch(state, event, 'undo', (launch) => ({
        ...launch,
        interrupted: false,
        exited: event.observation,
      }));
    case 'undoSettled':
      return withCell(state, event, (cell) => ({ undo: { ...cell.undo, settled: event.outcome } }));
    case 'cancelAsked':
      return { ...state, cancel: { reason: event.reason } };
    case 'killed':
      return withLaunch(state, event, event.undo ? 'undo' : 'run', (launch) => ({
        ...launch,
        killed: { proven: event.proven },
      }));
  }
}

const newHost: HostState = {
  status: 'new',
  machineId: '',
  knownMachine: '',
  bootId: '',
  tries: 0,
  lostSince: undefined,
  failure: undefined,
};

/** Elsewhere the name of a host may mean another machine: what was begun on one is not gone on with on the other. */
function isOtherMachine(state: RunState, event: RunEventOf<'hostConnected'>): boolean {
  const known = state.hosts[event.host]?.knownMachine ?? '';
  return state.launches > 0 && known !== '' && event.machineId !== '' && known !== event.machineId;
}

/** All hosts of a plan, each once. */
function hostsOf(plan: Plan): readonly string[] {
  return [...new Set(Object.values(plan.roles).flat())];
}

function newAttempt(number: number, at: number): AttemptState {
  return {
    number,
    since: at,
    reads: {},
    readsStarted: new Set(),
    launch: undefined,
    limitRefused: undefined,
    captured: undefined,
    lastAt: at,
  };
}

function newLaunch(event: { readonly spool: string; readonly bootId: string }, at: number): Launch {
  return {
    spool: event.spool,
    bootId: event.bootId,
    at,
    interrupted: false,
    exited: undefined,
    unknown: undefined,
    killed: undefined,
  };
}

function readKey(read: { readonly part: string; readonly index: number }): string {
  return `${read.part}.${String(read.index)}`;
}

function withHost(state: RunState, name: string, change: Partial<HostState>): RunState {
  return { ...state, hosts: { ...state.hosts, [name]: { ...(state.hosts[name] ?? newHost), ...change } } };
}

function withCell(
  state: RunState,
  where: { readonly step: string; readonly host: string },
  change: (cell: CellState) => Partial<CellState>,
): RunState {
  const key = cellKey(where.step, where.host);
  const cell = state.cells[key] ?? {
    attempts: [newAttempt(1, state.now)],
    settled: undefined,
    order: undefined,
    undo: { launch: undefined, settled: undefined },
  };
  return { ...state, cells: { ...state.cells, [key]: { ...cell, ...change(cell) } } };
}

function withAttempt(
  state: RunState,
  where: Where,
  at: number,
  change: (attempt: AttemptState) => Partial<AttemptState>,
): RunState {
  return withCell(state, where, (cell) => ({
    attempts: cell.attempts.map((attempt) =>
      attempt.number === where.attempt ? { ...attempt, lastAt: at, ...change(attempt) } : attempt,
    ),
  }));
}

function withLaunch(
  state: RunState,
  where: Where,
  part: 'run' | 'undo',
  change: (launch: Launch) => Launch | undefined,
): RunState {
  if (part === 'undo') {
    return withCell(state, where, (cell) => ({
      undo: { ...cell.undo, launch: cell.undo.launch === undefined ? undefined : change(cell.undo.launch) },
    }));
  }
  return withAttempt(state, where, state.now, (attempt) => ({
    launch: attempt.launch === undefined ? undefined : change(attempt.launch),
  }));
}

/** It was announced and refused by the host: as if it had never been launched, unless an earlier attempt was. */
function notLaunched(state: RunState, where: Where): RunState {
  const earlier = where.attempt > 1;
  return {
    ...withCell(state, where, (cell) => ({ order: earlier ? cell.order : undefined })),
    launches: state.launches - 1,
  };
}

function withGate(
  state: RunState,
  ref: GateRef,
  change: (gate: GateProgress | undefined) => GateProgress | undefined,
): RunState {
  const key = gateKey(ref);
  const gate = change(state.gates[key]);
  return gate === undefined ? state : { ...state, gates: { ...state.gates, [key]: gate } };
}

/** Whether a gate is of a step on one of its hosts. */
function isOfCell(ref: GateRef): ref is GateRef & Where {
  return (
    ref.step !== undefined && ref.shared !== true && !['precondition', 'postcondition', 'guard'].includes(ref.part)
  );
}

function withUse(state: RunState, step: string, change: Partial<UseState>): RunState {
  const use = state.uses[step] ?? { inputs: {}, since: state.now, ended: undefined };
  return { ...state, uses: { ...state.uses, [step]: { ...use, ...change } } };
}

function withGuard(state: RunState, key: string, change: (guard: GuardState) => GuardState): RunState {
  const guard = state.guards[key] ?? { misses: 0, unclear: 0, failures: [] };
  return { ...state, guards: { ...state.guards, [key]: change(guard) } };
}

/** Misses count in a row. What nobody can judge is neither a miss nor the end of a row, and has a row of its own. */
function guardSampled(state: RunState, { verdict, ...ref }: RunEventOf<'gateSampled'>): RunState {
  return withGuard(state, guardKey(ref), (guard) => {
    if (verdict === 'pass') return { ...guard, misses: 0, unclear: 0 };
    return verdict === 'fail'
      ? { ...guard, misses: guard.misses + 1, unclear: 0 }
      : { ...guard, unclear: guard.unclear + 1 };
  });
}

function withManual(state: RunState, step: string, attempt: number, done: boolean | undefined): RunState {
  return { ...state, manuals: { ...state.manuals, [attemptKey(step, attempt)]: { done } } };
}

/**
 * What a look into the spool says. Absent under the boot id under which it was launched: the script never arrived, so it
 * may be launched. Absent after a restart: the folder itself may have been lost with the crash, so nobody knows.
 */
function foundAgain(state: RunState, event: RunEventOf<'reattached'>, launch: Launch): Launch | undefined {
  if (event.found === 'followed') return { ...launch, interrupted: false };
  const rebooted = state.hosts[event.host]?.bootId !== launch.bootId;
  if (event.found === 'absent' && !rebooted) return undefined;
  return { ...launch, interrupted: false, unknown: rebooted ? 'rebooted' : 'gone' };
}

/** A connection that went leaves launches to be looked for and stable windows to be started anew. */
function interruptHost(state: RunState, host: string | undefined): RunState {
  const concerns = (key: string): boolean => host === undefined || gateKeyParts(key).hosts.includes(host);
  const interrupt = (launch: Launch | undefined): Launch | undefined =>
    launch === undefined || launch.exited !== undefined || launch.unknown !== undefined
      ? launch
      : { ...launch, interrupted: true };
  const cells = Object.entries(state.cells).map(([key, cell]): [string, CellState] => {
    if (host !== undefined && !key.endsWith(`@${host}`)) return [key, cell];
    const attempts = cell.attempts.map((attempt) => ({ ...attempt, launch: interrupt(attempt.launch) }));
    return [key, { ...cell, attempts, undo: { ...cell.undo, launch: interrupt(cell.undo.launch) } }];
  });
  const gates = Object.entries(state.gates).map(([key, gate]): [string, GateProgress] => [
    key,
    gate.closed === undefined && concerns(key) ? { ...gate, interrupted: true, windowSince: undefined } : gate,
  ]);
  return { ...state, cells: Object.fromEntries(cells), gates: Object.fromEntries(gates) };
}

/**
 * A run that is gone on with. What was not launched is looked at and asked afresh, since what was seen then may no longer
 * be true; what was launched is looked for.
 */
function resumed(state: RunState, event: RunEventOf<'runResumed'>): RunState {
  const open = interruptHost(state, undefined);
  const cells = Object.entries(open.cells).map(([key, cell]): [string, CellState] => {
    const last = cell.attempts.at(-1);
    if (cell.settled !== undefined || last === undefined || last.launch !== undefined) return [key, cell];
    return [key, { ...cell, attempts: [...cell.attempts.slice(0, -1), newAttempt(last.number, state.now)] }];
  });
  const fresh = new Set(cells.filter(([key, cell]) => cell !== open.cells[key]).map(([key]) => key));
  const freshSteps = new Set([...fresh].map(stepOfCell));
  const changed = (frame: string): boolean =>
    frame === ''
      ? open.launches > 0
      : cells.some(([key, { order }]) => order !== undefined && key.startsWith(`${frame}.`));
  const keepsGate = (key: string): boolean => {
    const { step, part, hosts, shared } = gateKeyParts(key);
    if (part === 'guard') return false;
    if (part === 'precondition') return changed(step);
    return shared ? !freshSteps.has(step) : !hosts.some((host) => fresh.has(cellKey(step, host)));
  };
  const launched = new Set(cells.filter(([, cell]) => cell.order !== undefined).map(([key]) => stepOfCell(key)));
  return withoutForerunners({
    ...open,
    since: state.now,
    interactive: event.interactive,
    prepared: { ...open.prepared, ...event.prepared },
    takeOver: event.takeOver ?? [],
    hosts: Object.fromEntries(
      Object.entries(open.hosts).map(([name, host]) => [
        name,
        { ...newHost, knownMachine: host.machineId || host.knownMachine },
      ]),
    ),
    cells: Object.fromEntries(cells),
    // Guards are opened and counted afresh; that one failed is not forgotten.
    guards: Object.fromEntries(
      Object.entries(open.guards).map(([key, guard]) => [key, { ...guard, misses: 0, unclear: 0 }]),
    ),
    gates: Object.fromEntries(
      Object.entries(open.gates).filter(([key, gate]) => gate.closed !== 'inconclusive' && keepsGate(key)),
    ),
    uses: Object.fromEntries(Object.entries(open.uses).filter(([id, use]) => use.ended !== undefined || changed(id))),
    confirms: Object.fromEntries(
      Object.entries(open.confirms).filter(([key]) => {
        const step = key.split('#')[0] ?? '';
        return launched.has(step) || changed(step);
      }),
    ),
    manuals: Object.fromEntries(Object.entries(open.manuals).filter(([, manual]) => manual.done !== undefined)),
    decisions: Object.fromEntries(
      Object.entries(open.decisions).filter(([, { answer }]) => answer !== undefined && answer !== 'stop'),
    ),
    cancel: undefined,
    ended: undefined,
  });
}

/** What runbooks that are preconditions found is found anew, as long as nothing was changed. */
function withoutForerunners(state: RunState): RunState {
  if (state.launches > 0) return state;
  const keeps = (step: string): boolean => !isForerunner(step);
  const kept = <T>(record: Readonly<Record<string, T>>, step: (key: string) => string): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(record).filter(([key]) => keeps(step(key))));
  return {
    ...state,
    cells: kept(state.cells, stepOfCell),
    uses: kept(state.uses, (key) => key),
    confirms: kept(state.confirms, (key) => key.split('#')[0] ?? ''),
    gates: kept(state.gates, (key) => gateKeyParts(key).step),
  };
}

function stepOfCell(key: string): string {
  return key.slice(0, key.indexOf('@'));
}

/** Backwards from here on. What could not be undone the time before is tried again; what was undone stays so. */
function toUndo(state: RunState, by: string): RunState {
  const again = Object.entries(state.cells).filter(([, { undo }]) => hasFailed(undo));
  const fresh = again.map(
    ([key, cell]) => [key, { ...cell, undo: { launch: undefined, settled: undefined } }] as const,
  );
  const isStale = (gate: string): boolean => {
    const { step, part, hosts, shared } = gateKeyParts(gate);
    if (part !== 'undo' && part !== 'boundary') return false;
    return again.some(([cell]) =>
      shared ? stepOfCell(cell) === step : hosts.some((host) => cell === cellKey(step, host)),
    );
  };
  return {
    ...state,
    rollback: { reason: { code: 'run.undo.asked', args: { by } } },
    undoRequests: state.undoRequests + 1,
    cells: { ...state.cells, ...Object.fromEntries(fresh) },
    gates: Object.fromEntries(Object.entries(state.gates).filter(([key]) => !isStale(key))),
  };
}

/** It failed, or was ended in its middle. One that came to its good end and was not yet proven only has to be proven. */
function hasFailed({ settled, launch }: UndoState): boolean {
  if (settled !== undefined || launch === undefined) return settled === 'failed';
  const exit = launch.exited?.exit;
  return exit === undefined ? launch.killed?.proven === true : !('code' in exit) || exit.code !== 0;
}

/** Some answers take a part of the state back, so that it is done again. */
function decided(state: RunState, event: RunEventOf<'decisionAnswered'>): RunState {
  const decision = state.decisions[event.id];
  if (decision === undefined) return state;
  const next: RunState = {
    ...state,
    decisions: { ...state.decisions, [event.id]: { ...decision, answer: event.option } },
  };
  const { about } = decision.asked;
  if (event.option === 'retry' && about.gate !== undefined) {
    const { [gateKey(about.gate)]: _closed, ...gates } = next.gates;
    return { ...next, gates };
  }
  if (event.option === 'fail' && about.gate !== undefined) {
    return withGate(next, about.gate, (gate) => (gate === undefined ? undefined : { ...gate, closed: 'fail' }));
  }
  if (event.option === 'wait' && about.host !== undefined) {
    return withHost(next, about.host, { lostSince: state.now, tries: 0 });
  }
  return next;
}
