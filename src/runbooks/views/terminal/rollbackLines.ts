// The rollback, undo by undo, and the decisions that people made.
import { say } from '../../texts/say.ts';
import type { RunView, UndoView } from '../RunView.ts';
import { undoText } from '../words/cellText.ts';
import { explainUndo } from '../words/explain.ts';
import { localise } from '../../language/localise.ts';
import { shownUndoConditions } from '../words/shownConditions.ts';
import { spanText } from '../words/spanText.ts';
import { undoTone } from '../words/tone.ts';
import { conditionLines } from './conditionLines.ts';
import { explainLines } from './explainLines.ts';
import { gateLines } from './gateLines.ts';
import { indent, spread, toneSign, toneStyles, words, wrapWords } from './Line.ts';
import type { Line } from './Line.ts';
import type { TerminalOptions } from './TerminalOptions.ts';

/** Why it was rolled back, and each undo with its gates. */
export function undoLines(view: RunView, options: TerminalOptions): readonly Line[] {
  const reason =
    view.rollback === undefined
      ? []
      : wrapWords(say(options.locale, view.rollback.reason), options.width - 2, { dim: true });
  const many = view.hosts.length > 1;
  const together = view.steps.flatMap((step) =>
    shownUndoConditions(step, view).flatMap((condition) => conditionLines(condition, options, { step })),
  );
  return [...indent(reason, 2), ...view.undos.flatMap((undo) => oneUndo(undo, many, options)), ...together];
}

/** Each question and its answer. */
export function decisionLines(view: RunView, options: TerminalOptions): readonly Line[] {
  const { locale, width } = options;
  return view.decisions.flatMap((decision) => {
    const answered = decision.answer !== undefined;
    const choices = decision.options.map((option) => say(locale, { code: `views.decision.${option}` })).join(' / ');
    const answer = answered
      ? say(locale, {
          code: 'views.decision.answered',
          args: { option: say(locale, { code: `views.decision.${decision.answer.option}` }), by: decision.answer.by },
        })
      : choices;
    const sign = words('? ', answered ? toneStyles.calm : toneStyles.doubt);
    const question = wrapWords(say(locale, decision.question), width - 4, answered ? {} : { bold: true });
    return [...indent(indent(question, 2, sign), 2), ...indent(wrapWords(answer, width - 4, { dim: answered }), 4)];
  });
}

function oneUndo(undo: UndoView, many: boolean, options: TerminalOptions): readonly Line[] {
  const { locale, width, now } = options;
  const tone = undoTone(undo);
  const explained = explainUndo(undo, locale);
  const title = localise(undo.title, locale) + (many ? ` (${undo.host})` : '');
  const took = spanText((undo.endedAt ?? now) - undo.startedAt, locale);
  const status = [...words(undoText(undo, locale), toneStyles[tone]), ...words(` · ${took}`, { dim: true })];
  return [
    ...indent([spread([...words(`${toneSign(tone, now)} `, toneStyles[tone]), ...words(title)], status, width - 2)], 2),
    ...undo.gates.flatMap((gate) => gateLines(gate, 4, options)),
    ...(explained === undefined ? [] : explainLines(explained, 4, options)),
  ];
}
