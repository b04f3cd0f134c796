// How a run ends: its outcome and exit code, from what was changed and what was proven.
import type { Outcome, RunEventOf } from '../Event.ts';
import type { Intent } from '../Intent.ts';
import { unfold } from '../layout/unfold.ts';
import { cellKey, type CellState, type RunState } from '../RunState.ts';
import type { Message } from '../../texts/Message.ts';
import { failedCells } from './failedCells.ts';
import { keptLease, releaseIntents } from './releaseIntents.ts';
import type { AnyStep } from '../layout/Part.ts';
import { isForerunner } from '../layout/isForerunner.ts';
import { launchedSteps } from './rollbackStage.ts';
import type { Stage } from './Stage.ts';
import { outOfReach, unreachedHosts } from './unreached.ts';
import { verdictOf } from './verdictOf.ts';

const codes: Readonly<Record<Outcome, number>> = {
  succeeded: 0,
  nothingToDo: 0,
  undone: 0,
  failedUnchanged: 1,
  rolledBack: 1,
  failed: 2,
  continuedPastFailure: 2,
  blocked: 3,
  cancelled: 5,
  unknown: 6,
};

/** Ends the run, once nothing that changes a host is under way any more. */
export function endIntents(state: RunState, stage: Exclude<Stage, { is: 'working' }>): readonly Intent[] {
  if (state.cancel === undefined && somethingRuns(state)) return [];
  const releases = releaseIntents(state);
  if (releases.length > 0) return releases;
  const kept = keptLease(state);
  if (kept !== undefined) {
    const reason = { code: 'run.lease.kept', args: { host: kept } } as const;
    return [{ kind: 'record', event: { type: 'leaseRefused', host: kept, reason } }];
  }
  const { outcome, reason } = outcomeOf(state, stage);
  // What the run found out is no longer so once it is undone.
  const verdict =
    state.mode === 'run' && state.undoRequests === 0 ? verdictOf(state, unfold(state.plan).root) : undefined;
  const ended: RunEventOf<'runEnded'> = {
    type: 'runEnded',
    outcome,
    code: codes[outcome],
    ...(reason === undefined ? {} : { reason }),
    ...(verdict === undefined ? {} : { verdict }),
    duration: state.now - state.since,
  };
  return [{ kind: 'record', event: ended }];
}

function somethingRuns(state: RunState): boolean {
  return state.cells
    .values()
    .some((cell) =>
      [cell.attempts.at(-1)?.launch, cell.undo.launch].some(
        (launch) =>
          launch !== undefined && launch.exited === undefined && launch.unknown === undefined && !launch.interrupted,
      ),
    );
}

interface Ending {
  readonly outcome: Outcome;
  readonly reason: Message | undefined;
}

function outcomeOf(state: RunState, stage: Exclude<Stage, { is: 'working' }>): Ending {
  const changed = state.launches > 0 || Object.values(state.manuals).some((manual) => manual.done === true);
  if (state.cancel !== undefined) {
    const { reason } = state.cancel;
    if (reason === undefined) return { outcome: 'cancelled', reason };
    return { outcome: changed ? 'failed' : 'failedUnchanged', reason };
  }
  if (stage.is === 'halt') {
    const refused =
      Object.values(state.hosts).some((host) => host.status === 'refused') ||
      Object.values(state.leases).some((lease) => lease.is === 'lost');
    return { outcome: refused && !changed ? 'blocked' : 'unknown', reason: stage.reason };
  }
  if (state.rollback !== undefined) {
    const { reason } = state.rollback;
    const good = state.undoRequests > 0 ? 'undone' : 'rolledBack';
    return { outcome: rolledBack(state) ? good : 'failed', reason };
  }
  if (stage.is === 'failed') {
    if (changed) return { outcome: 'failed', reason: stage.reason };
    return { outcome: isBlocked(state) ? 'blocked' : 'failedUnchanged', reason: stage.reason };
  }
  const cells = ownSteps(state).flatMap((step) => failedCells(state, step));
  if (cells.length > 0) return { outcome: 'continuedPastFailure', reason: cells[0]?.settled?.reason };
  if (unreachedHosts(state).length > 0) return { outcome: 'failedUnchanged', reason: outOfReach(state) };
  return { outcome: didNothing(state) ? 'nothingToDo' : 'succeeded', reason: undefined };
}

/** What a precondition's runbook could not find out is no failure of the run. */
function ownSteps(state: RunState): readonly AnyStep[] {
  return unfold(state.plan).steps.filter((step) => !isForerunner(step.id));
}

/** Nothing failed by itself: something forbade it. What did not hold in the end was not forbidden. */
function isBlocked(state: RunState): boolean {
  const unmet = state.gates
    .entries()
    .some(([key, { closed }]) => /^[^:]*:postcondition\./.test(key) && closed === 'fail');
  if (unmet) return false;
  const failed = ownSteps(state).flatMap((step) => failedCells(state, step));
  const connected = Object.values(state.hosts).every((host) => host.status === 'connected');
  return connected && failed.every((cell) => cell.settled?.outcome === 'blocked');
}

/** Every step that would change something found it already so. */
function didNothing(state: RunState): boolean {
  const changes = unfold(state.plan).steps.filter((step) => step.effect !== 'read' && !('use' in step));
  const outcomes = changes.flatMap((step) =>
    step.hosts.map((host) => state.cells.get(cellKey(step.id, host))?.settled?.outcome),
  );
  return outcomes.length > 0 && outcomes.every((outcome) => outcome === 'alreadySo' || outcome === 'skipped');
}

/** Whether everything that was launched is undone and proven, or had nothing to undo. */
function rolledBack(state: RunState): boolean {
  const undone = (cell: CellState | undefined): boolean =>
    cell?.order === undefined || cell.undo.settled === 'undone' || cell.undo.settled === 'nothingToUndo';
  return launchedSteps(state).every((step) =>
    step.hosts.every((host) => undone(state.cells.get(cellKey(step.id, host)))),
  );
}
