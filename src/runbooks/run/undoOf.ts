// What undoing a run would do, for the person who has to say yes, and why it can't be where it can't.
import { launchedSteps } from './decide/rollbackStage.ts';
import type { AnyStep } from './layout/Part.ts';
import { cellKey, type CellState, type RunState } from './RunState.ts';

/** A step on the way back. */
export interface UndoneStep {
  readonly step: string;
  readonly hosts: readonly string[];
  /** `none`: it needs no undo. `missing`: it has none, and stays as it is. `boundary`: a point of no return, where the way back ends. */
  readonly how: 'undo' | 'none' | 'missing' | 'boundary';
}

export interface UndoForeseen {
  /** From the last change to the first; what comes before a `boundary` in the run is not undone. */
  readonly steps: readonly UndoneStep[];
  /**
   * Why it is refused. `notEnded`: it has to be resumed or ended first. `uncertain`: nobody knows whether something of it
   * still runs. `nothing`: it changed nothing, or all is undone.
   */
  readonly refused: 'notEnded' | 'uncertain' | 'nothing' | undefined;
}

/** Pure. */
export function undoOf(state: RunState): UndoForeseen {
  const steps = launchedSteps(state)
    .map((step): UndoneStep => ({
      step: step.id,
      hosts: toUndo(state, step),
      how: howOf(step),
    }))
    .filter(({ hosts }) => hosts.length > 0);
  const end = steps.findIndex(({ how }) => how === 'boundary');
  const foreseen = end < 0 ? steps : steps.slice(0, end + 1);
  return { steps: foreseen, refused: refusal(state, foreseen) };
}

function refusal(state: RunState, steps: readonly UndoneStep[]): UndoForeseen['refused'] {
  if (state.mode !== 'run' || state.ended === undefined) return 'notEnded';
  if (state.cells.values().some(isUncertain)) return 'uncertain';
  return steps.some(({ how }) => how === 'undo') ? undefined : 'nothing';
}

/** Something of it was launched and never seen to end. What a person then judged, or a gate proved, is settled. */
function isUncertain(cell: CellState): boolean {
  const { settled, undo } = cell;
  if (undo.settled === 'unknown' || settled?.outcome === 'unknown') return true;
  return [settled === undefined ? cell.attempts.at(-1)?.launch : undefined, undo.launch].some(
    (launch) =>
      launch !== undefined &&
      launch.exited === undefined &&
      launch.killed?.proven !== true &&
      undo.settled === undefined,
  );
}

function toUndo(state: RunState, step: AnyStep): readonly string[] {
  return step.hosts.filter((host) => {
    const cell = state.cells.get(cellKey(step.id, host));
    return cell?.order !== undefined && cell.undo.settled !== 'undone';
  });
}

function howOf(step: AnyStep): UndoneStep['how'] {
  if (step.undo === undefined) return 'file' in step ? 'undo' : 'missing';
  if (step.undo === 'none') return 'none';
  return 'boundary' in step.undo ? 'boundary' : 'undo';
}
