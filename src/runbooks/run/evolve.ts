// State and event become the next state. Pure: no clock, no I/O; time is in the events.
import { advanceGate, openGate } from '../gates/GateProgress.ts';
import type { GateRef, RunEventOf, Where } from './Event.ts';
import { captured } from './evolve/captured.ts';
import { decided } from './evolve/decided.ts';
import { foundAgain } from './evolve/foundAgain.ts';
import { guardSampled } from './evolve/guardSampled.ts';
import { interruptHost } from './evolve/interruptHost.ts';
import { newAttempt } from './evolve/newAttempt.ts';
import { newHost } from './evolve/newHost.ts';
import { newLaunch } from './evolve/newLaunch.ts';
import { notLaunched } from './evolve/notLaunched.ts';
import { resumed } from './evolve/resumed.ts';
import { toUndo } from './evolve/toUndo.ts';
import { withAttempt } from './evolve/withAttempt.ts';
import { withCell } from './evolve/withCell.ts';
import { withGate } from './evolve/withGate.ts';
import { withGuard } from './evolve/withGuard.ts';
import { withHost } from './evolve/withHost.ts';
import { withLaunch } from './evolve/withLaunch.ts';
import { evolveLeases } from './LeaseState.ts';
import type { Recorded } from './Recorded.ts';
import { attemptKey, cellKey, guardKey } from './RunState.ts';
import type { RunState, UseState } from './RunState.ts';

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
      return { ...state, foreseen: state.foreseen.with(cellKey(event.step, event.host), true) };
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
    case 'captured':
      return withAttempt({ ...state, captures: captured(state, event) }, event, at, () => ({ captured: event.values }));
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

/** Elsewhere the name of a host may mean another machine: what was begun on one is not gone on with on the other. */
function isOtherMachine(state: RunState, event: RunEventOf<'hostConnected'>): boolean {
  const known = state.hosts[event.host]?.knownMachine ?? '';
  return state.launches > 0 && known !== '' && event.machineId !== '' && known !== event.machineId;
}

function readKey(read: { readonly part: string; readonly index: number }): string {
  return `${read.part}.${String(read.index)}`;
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

function withManual(state: RunState, step: string, attempt: number, done: boolean | undefined): RunState {
  return { ...state, manuals: { ...state.manuals, [attemptKey(step, attempt)]: { done } } };
}
