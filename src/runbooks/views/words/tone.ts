// How things stand, the same word for colour and sign in every view.
import type { Outcome, Verdict } from '../../run/Event.ts';
import type { CellView, GateView, RunView, UndoView } from '../RunView.ts';

/**
 * `good` and `bad` are proven; `doubt` is neither; `busy` is under way; `idle` did not come to it; `calm` was not needed;
 * `ahead` is what a plan would do.
 */
export type Tone = 'good' | 'bad' | 'doubt' | 'busy' | 'idle' | 'calm' | 'ahead';

export function cellTone(cell: CellView): Tone {
  switch (cell.state) {
    case 'done':
      return 'good';
    case 'alreadySo':
    case 'skipped':
      return 'calm';
    case 'failed':
      return 'bad';
    case 'blocked':
    case 'unknown':
    case 'interrupted':
    case 'asked':
      return 'doubt';
    case 'checking':
    case 'requiring':
    case 'running':
    case 'verifying':
      return 'busy';
    case 'waiting':
      return foresightTone(cell);
  }
}

// In the order in which they ask for attention.
const byUrgency: readonly Tone[] = ['bad', 'doubt', 'busy', 'ahead', 'idle', 'good', 'calm'];

/** The tone of several together: the one that asks for attention most; `busy` where some are still to come. */
export function worstTone(tones: readonly Tone[]): Tone {
  const worst = byUrgency.find((tone) => tones.includes(tone)) ?? 'idle';
  return worst === 'idle' && tones.some((tone) => tone !== 'idle') ? 'busy' : worst;
}

export function verdictTone(verdict: Verdict): Tone {
  return verdict === 'pass' ? 'good' : verdict === 'fail' ? 'bad' : 'doubt';
}

export function gateTone(gate: GateView): Tone {
  if (gate.verdict !== undefined) return verdictTone(gate.verdict);
  return gate.closedAt === undefined ? 'busy' : 'idle';
}

export function undoTone(undo: UndoView): Tone {
  switch (undo.outcome) {
    case undefined:
      return 'busy';
    case 'undone':
    case 'boundary':
      return 'good';
    case 'nothingToUndo':
    case 'noUndo':
      return 'calm';
    case 'failed':
      return 'bad';
    case 'unknown':
      return 'doubt';
  }
}

export function runTone(view: RunView): Tone {
  return view.outcome === undefined ? 'busy' : outcomeTone(view.outcome);
}

function outcomeTone(outcome: Outcome): Tone {
  switch (outcome) {
    case 'succeeded':
      return 'good';
    case 'nothingToDo':
    case 'undone':
      return 'calm';
    case 'failed':
    case 'failedUnchanged':
    case 'rolledBack':
    case 'continuedPastFailure':
      return 'bad';
    case 'blocked':
    case 'cancelled':
    case 'unknown':
      return 'doubt';
  }
}

function foresightTone(cell: CellView): Tone {
  switch (cell.foresight) {
    case 'willRun':
      return 'ahead';
    case 'alreadySo':
    case 'skipped':
      return 'calm';
    case 'blocked':
      return 'doubt';
    case 'depends':
    case undefined:
      return 'idle';
  }
}
