// The verdict table: the first true row wins; absence of evidence is not evidence.
import { evaluate } from '../../language/cel/evaluate.ts';
import { toValue } from '../../language/cel/toValue.ts';
import { evidenceOf } from '../../language/evidenceOf.ts';
import { renderText } from '../../language/render.ts';
import type { Message } from '../../texts/Message.ts';
import type { VerdictResult } from '../Event.ts';
import type { Frame } from '../layout/Place.ts';
import { unfold } from '../layout/unfold.ts';
import type { RunState } from '../RunState.ts';
import { scopeOf } from '../scopeOf.ts';
import { undecidedBecause } from './undecidedBecause.ts';

/** The verdict of a runbook of the run, or undefined where it has none. */
export function verdictOf(state: RunState, frame: Frame = unfold(state.plan).root): VerdictResult | undefined {
  const rows = frame.runbook.verdicts;
  if (rows.length === 0) return undefined;
  const scope = scopeOf(state, { at: { frame, roles: undefined, rounds: [] }, judging: true });
  const notExcluded: { id: string; reason: Message }[] = [];
  for (const row of rows) {
    // The row without `when` wins only if all others are false.
    const holds = row.when === undefined ? { value: notExcluded.length === 0 } : evaluate(row.when, scope);
    if ('problem' in holds) {
      notExcluded.push({ id: row.id, reason: undecidedBecause(state, frame, row.when ?? '', scope, holds.problem) });
      continue;
    }
    if (holds.value !== true) continue;
    const because = evidenceOf(row).flatMap(({ title, value: expression }) => {
      const evaluated = evaluate(expression, scope);
      const value = 'value' in evaluated ? toValue(evaluated.value) : undefined;
      return value === undefined ? [] : [{ label: renderText(title, scope), value }];
    });
    return {
      id: row.id,
      title: renderText(row.title, scope),
      because,
      ...(row.next === undefined ? {} : { next: row.next }),
      notExcluded,
    };
  }
  return { because: [], notExcluded };
}
