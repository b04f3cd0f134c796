// What the run asks of a person, and where on the page it is asked.
import { stepOf } from '../../src/runbooks/views/words/stepOf.ts';
import type { ConfirmView, DecisionView, ManualView, RunView } from '../../src/runbooks/views/RunView.ts';

/** An unanswered question. `key` is the same as long as exactly the same is asked. */
export type Question = { readonly key: string; readonly step: string | undefined } & (
  | { readonly kind: 'confirm'; readonly confirm: ConfirmView }
  | { readonly kind: 'manual'; readonly manual: ManualView }
  | { readonly kind: 'decision'; readonly decision: DecisionView }
);

/** Everything that waits for an answer, in the order in which it was asked. `step` is undefined where it is about none. */
export function openQuestions(view: RunView): readonly Question[] {
  if (view.outcome !== undefined) return [];
  const asked: (Question & { readonly at: number })[] = [];
  for (const { id, confirms, manuals, cells } of view.steps) {
    // A resumed run asks afresh: only the latest question of a step stands, and only while the step waits for it.
    if (!cells.some(({ state }) => state === 'asked')) continue;
    const confirm = confirms.at(-1);
    const manual = manuals.at(-1);
    if (confirm !== undefined && confirm.answer === undefined) {
      asked.push({
        kind: 'confirm',
        key: `confirm ${id} ${confirm.attempt} ${confirm.digest}`,
        step: id,
        confirm,
        at: confirm.askedAt,
      });
    }
    if (manual !== undefined && manual.answer === undefined) {
      asked.push({ kind: 'manual', key: `manual ${id} ${manual.attempt}`, step: id, manual, at: manual.askedAt });
    }
  }
  for (const decision of view.decisions) {
    if (decision.answer !== undefined) continue;
    const step = decision.about.gate?.step ?? decision.about.where?.step;
    asked.push({
      kind: 'decision',
      key: `decision ${decision.id}`,
      step: step === undefined ? undefined : stepOf(view, step)?.id,
      decision,
      at: decision.askedAt,
    });
  }
  return asked.sort((one, other) => one.at - other.at);
}
