// What a rollback left behind, for whoever has to check it by hand.
import { localise } from '../../language/localise.ts';
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { CellView, RunView, StepView } from '../RunView.ts';

/** Each step on each host that was launched and is not proven to be undone, the latest first; none where nothing was rolled back. */
export function notUndone(view: RunView, locale: Locale): readonly string[] {
  if (view.rollback === undefined) return [];
  return view.steps
    .toReversed()
    .flatMap((step) => step.cells.flatMap((cell) => leftBehind(view, step, cell, locale) ?? []));
}

function leftBehind(view: RunView, step: StepView, cell: CellView, locale: Locale): string | undefined {
  if (step.effect === 'read' || !cell.attempts.some(({ startedAt }) => startedAt !== undefined)) return undefined;
  const undo = view.undos.findLast((one) => one.step === step.id && one.host === cell.host);
  const state = undo === undefined ? 'views.next.stillThere' : (`views.undo.${undo.outcome ?? 'undoing'}` as const);
  if (undo?.outcome === 'undone' || undo?.outcome === 'nothingToUndo' || undo?.outcome === 'boundary') return undefined;
  const args = { title: localise(step.title, locale), host: cell.host, state: say(locale, { code: state }) };
  return say(locale, { code: 'views.next.notUndone', args });
}
