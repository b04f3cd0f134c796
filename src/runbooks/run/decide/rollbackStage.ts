// Backwards: undo in reverse order of start, each with its own gates, until all is undone or a boundary is reached.
import type { Message } from '../../texts/Message.ts';
import type { RunEventOf } from '../Event.ts';
import type { AnyStep } from '../layout/Part.ts';
import { unfold } from '../layout/unfold.ts';
import { cellKey, type CellState, type RunState } from '../RunState.ts';
import { changeStage } from './changeStage.ts';
import { decision } from './decision.ts';
import { stepGates } from './stepGates.ts';
import { spotsOf, type Spot } from './Spot.ts';
import { allOf, done, working, type Stage } from './Stage.ts';
import { undoChange } from './stepChange.ts';

type UndoOutcome = RunEventOf<'undoSettled'>['outcome'];

/** The way back. An undo that fails stops it: what came before must not be undone under something that is still there. */
export function rollbackStage(state: RunState): Stage {
  for (const step of launchedSteps(state)) {
    const spots = spotsOf(state, step).filter((spot) => spot.cell?.order !== undefined);
    const stage = allOf(spots.map((spot) => undoStage(spot, spots)));
    if (stage.is !== 'done') return stage;
    const outcomes = spots.map((spot) => state.cells.get(cellKey(step.id, spot.host))?.undo.settled);
    if (outcomes.some((outcome) => outcome === 'failed' || outcome === 'unknown' || outcome === 'boundary'))
      return done;
  }
  return done;
}

/** Steps of which anything was launched, the latest first. */
export function launchedSteps(state: RunState): readonly AnyStep[] {
  const order = (step: AnyStep): number =>
    Math.max(-1, ...step.hosts.map((host) => state.cells.get(cellKey(step.id, host))?.order ?? -1));
  return unfold(state.plan)
    .steps.filter((step) => order(step) >= 0)
    .sort((a, b) => order(b) - order(a));
}

/** `spots` are all hosts on which the step is undone. */
function undoStage(spot: Spot, spots: readonly Spot[]): Stage {
  const cell = spot.cell as CellState;
  if (cell.undo.settled !== undefined) return done;
  const { step } = spot;
  if (step.undo === 'none') return settle(spot, 'nothingToUndo');
  if (typeof step.undo === 'object' && 'boundary' in step.undo) {
    const safe = stepGates(spot, 'boundary', () => true);
    if (safe.is === 'failed') return settle(spot, 'failed', safe.reason);
    return safe.is === 'done' ? settle(spot, 'boundary') : safe;
  }
  const undo = undoChange(spot);
  if (undo === undefined) return settle(spot, 'noUndo');
  if ('problem' in undo) return settle(spot, 'failed', undo.problem);
  const stage = changeStage(spot.state, undo.change, cell.undo.launch);
  if (stage.is === 'working') return working(...stage.intents);
  if (stage.is === 'unknown') return unknownUndo(spot, spots, stage.why);
  const { exit } = stage.observation;
  if (!('code' in exit) || exit.code !== 0) {
    const code = 'code' in exit ? String(exit.code) : Object.keys(exit).join();
    return settle(spot, 'failed', {
      code: 'run.undo.exit',
      args: { code, stderr: stage.observation.stderr.trimEnd() },
    });
  }
  return proof(spot, spots);
}

function proof(spot: Spot, spots: readonly Spot[]): Stage {
  // A gate for the whole step is looked at once it is undone everywhere.
  const proven = stepGates(spot, 'undo', () => spots.every(hasEnded));
  if (proven.is === 'failed') return settle(spot, 'failed', proven.reason);
  return proven.is === 'done' ? settle(spot, 'undone') : proven;
}

/** An undo that nobody saw end: its own gates decide; without any, a person. */
function unknownUndo(spot: Spot, spots: readonly Spot[], why: 'gone' | 'rebooted'): Stage {
  const reason: Message = {
    code: why === 'gone' ? 'run.step.gone' : 'run.step.rebooted',
    args: { step: spot.step.id, host: spot.host },
  };
  if (typeof spot.step.undo === 'object' && 'run' in spot.step.undo && spot.step.undo.verify.length > 0)
    return proof(spot, spots);
  const id = `undo:${spot.step.id}@${spot.host}`;
  const asked = decision(spot.state, id, reason, ['treatAsDone', 'fail', 'stop'], { where: spot.where });
  if (asked.is === 'open') return working(asked.intent);
  if (asked.is === 'answered' && asked.option === 'treatAsDone') return settle(spot, 'undone', reason);
  return settle(spot, 'unknown', reason);
}

function hasEnded({ cell }: Spot): boolean {
  const launch = cell?.undo.launch;
  return cell?.undo.settled !== undefined || launch?.exited !== undefined || launch?.unknown !== undefined;
}

function settle(spot: Spot, outcome: UndoOutcome, reason?: Message): Stage {
  return working({
    kind: 'record',
    event: { type: 'undoSettled', ...spot.where, outcome, ...(reason === undefined ? {} : { reason }) },
  });
}
