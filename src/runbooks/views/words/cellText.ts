// The state of a step on a host, of a gate or of an undo, in a word.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { CellView, GateView, RunView, UndoView } from '../RunView.ts';

/** `done`, `verifying`; in a plan `will run`; `not reached` once the run is over. */
export function cellText(cell: CellView, view: RunView, locale: Locale): string {
  if (cell.state === 'waiting' && cell.foresight !== undefined) {
    return say(locale, { code: `views.foresight.${cell.foresight}` });
  }
  if (cell.state === 'waiting' && view.outcome !== undefined) return say(locale, { code: 'views.state.notReached' });
  return say(locale, { code: `views.state.${cell.state}` });
}

/** `pass`, `fail`, `inconclusive`, `open`. */
export function verdictText(gate: GateView, locale: Locale): string {
  return say(locale, { code: `views.verdict.${gate.verdict ?? (gate.closedAt === undefined ? 'open' : 'none')}` });
}

/** `undone`, `undo failed`, … */
export function undoText(undo: UndoView, locale: Locale): string {
  return say(locale, { code: `views.undo.${undo.outcome ?? 'undoing'}` });
}
