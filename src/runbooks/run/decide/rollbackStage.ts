// Backwards: undo in reverse order of start, each with its own gates, until all is undone or a boundary is reached.
import type { Message } from '../../texts/Message.ts';
import type { RunEventOf } from '../Event.ts';
import { plainSteps, type PlainStep } from '../PlainStep.ts';
import { cellKey, type CellState, type RunState } from '../RunState.ts';
import { changeStage } from './changeStage.ts';
import { decision } from './decision.ts';
import { gatesStage, type PlacedGate } from './gatesStage.ts';
import { hostsOfStep, spotOf, type Spot } from './Spot.ts';
import { allOf, done, working, type Stage } from './Stage.ts';
import { undoChange } from './stepChange.ts';

type UndoOutcome = RunEventOf<'undoSettled'>['outcome'];

/** The way back. An undo that fails stops it: what came before must not be undone under something that is still there. */
export function rollbackStage(state: RunState): Stage {
  for (const step of launchedSteps(state)) {
    const spots = hostsOfStep(state, step)
      .map((host) => spotOf(state, step, host))
      .filter((spot) => spot.cell?.order !== undefined);
    const stage = allOf(spots.map(undoStage));
    if (stage.is !== 'done') return stage;
    const outcomes = spots.map((spot) => state.cells[cellKey(step.id, spot.host)]?.undo.settled);
    if (outcomes.some((outcome) => outcome === 'failed' || outcome === 'unknown' || outcome === 'boundary'))
      return done;
  }
  return done;
}

/** Steps of which anything was launched, the latest first. */
export function launchedSteps(state: RunState): readonly PlainStep[] {
  const order = (step: PlainStep): number =>
    Math.max(-1, ...hostsOfStep(state, step).map((host) => state.cells[cellKey(step.id, host)]?.order ?? -1));
  return plainSteps(state.plan)
    .filter((step) => order(step) >= 0)
    .sort((a, b) => order(b) - order(a));
}

function undoStage(spot: Spot): Stage {
  const cell = spot.cell as CellState;
  if (cell.undo.settled !== undefined) return done;
  const { step } = spot;
  if (step.undo === 'none') return settle(spot, 'nothingToUndo');
  if (typeof step.undo === 'object' && 'boundary' in step.undo) {
    const safe = gates(spot, 'boundary', step.undo.verify);
    if (safe.is === 'failed') return settle(spot, 'failed', safe.reason);
    return safe.is === 'done' ? settle(spot, 'boundary') : safe;
  }
  const undo = undoChange(spot);
  if (undo === undefined) return settle(spot, 'noUndo');
  if ('problem' in undo) return settle(spot, 'failed', undo.problem);
  const stage = changeStage(spot.state, undo.change, cell.undo.launch);
  if (stage.is === 'working') return working(...stage.intents);
  if (stage.is === 'unknown') return unknownUndo(spot, stage.why);
  const { exit } = stage.observation;
  if (!('code' in exit) || exit.code !== 0) {
    const code = 'code' in exit ? String(exit.code) : Object.keys(exit).join();
    return settle(spot, 'failed', {
      code: 'run.undo.exit',
      args: { code, stderr: stage.observation.stderr.trimEnd() },
    });
  }
  return proof(spot);
}

function proof(spot: Spot): Stage {
  const verify = typeof spot.step.undo === 'object' && 'run' in spot.step.undo ? spot.step.undo.verify : [];
  const proven = gates(spot, 'undo', verify);
  if (proven.is === 'failed') return settle(spot, 'failed', proven.reason);
  return proven.is === 'done' ? settle(spot, 'undone') : proven;
}

/** An undo that nobody saw end: its own gates decide; without any, a person. */
function unknownUndo(spot: Spot, why: 'gone' | 'rebooted'): Stage {
  const reason: Message = {
    code: why === 'gone' ? 'run.step.gone' : 'run.step.rebooted',
    args: { step: spot.step.id, host: spot.host },
  };
  if (typeof spot.step.undo === 'object' && 'run' in spot.step.undo && spot.step.undo.verify.length > 0)
    return proof(spot);
  const id = `undo:${spot.step.id}@${spot.host}`;
  const asked = decision(spot.state, id, reason, ['treatAsDone', 'fail', 'stop'], { where: spot.where });
  if (asked.is === 'open') return working(asked.intent);
  if (asked.is === 'answered' && asked.option === 'treatAsDone') return settle(spot, 'undone', reason);
  return settle(spot, 'unknown', reason);
}

function gates(spot: Spot, part: 'undo' | 'boundary', list: readonly PlacedGate['gate'][]): Stage {
  return gatesStage(
    spot.state,
    list.map((gate, index) => ({ ref: { ...spot.where, part, index }, gate })),
  );
}

function settle(spot: Spot, outcome: UndoOutcome, reason?: Message): Stage {
  return working({
    kind: 'record',
    event: { type: 'undoSettled', ...spot.where, outcome, ...(reason === undefined ? {} : { reason }) },
  });
}
