// A decision: what nobody but a person can know, with what each answer leads to.
import { nothing } from 'lit';
import type { DecisionOption, GateRef } from '../../src/runbooks/run/Event.ts';
import type { GateView, RunView } from '../../src/runbooks/views/RunView.ts';
import type { Context } from '../page/Context.ts';
import type { Question } from '../page/questions.ts';
import { html } from '../ui/html.ts';
import type { Content } from './bits.ts';
import { gateItem } from './gateItem.ts';
import { answerButton } from './questionCard.ts';
import { typeField } from './typeField.ts';

export function decisionBody(question: Extract<Question, { kind: 'decision' }>, id: string, context: Context): Content {
  const { decision, key } = question;
  const { say, view } = context;
  const disabled = !context.owner || context.isSent(key);
  const typed = context.typed(key);
  // The first safe answer stands out; what has to be typed is no answer before it is.
  const canPress = (option: DecisionOption): boolean =>
    !disabled && (option !== 'takeOver' || typed === decision.mustType);
  const answer = (option: DecisionOption): void => {
    if (!canPress(option)) return;
    const typing = option === 'takeOver' ? { typed } : {};
    context.answer(key, { type: 'answerDecision', runId: view.runId, id: decision.id, option, ...typing });
  };
  const field =
    decision.mustType === undefined
      ? nothing
      : typeField(decision.mustType, key, context, { disabled, onEnter: () => undefined });
  const gate = decision.about.gate === undefined ? undefined : findGate(view, decision.about.gate);
  return html`<h4 class="question-title" id=${id} tabindex="-1">
      ${say(decision.question.code, decision.question.args)}
    </h4>
    ${
      gate === undefined
        ? nothing
        : html`<ul class="gates">
            ${gateItem(gate, context, { host: gate.ref.host })}
          </ul>`
    }
    ${field}
    <ul class="options">
      ${decision.options.map(
        (option, index) =>
          html`<li>
            ${answerButton(say(`page.decision.${option}`), {
              primary: index === 0,
              disabled: !canPress(option),
              onPress: () => {
                answer(option);
              },
            })}
            <small>${say(`page.decisionHint.${option}`)}</small>
          </li>`,
      )}
    </ul>`;
}

/** The gate that `ref` means; undefined where the view has none such. */
export function findGate(view: RunView, ref: GateRef): GateView | undefined {
  const attempts = view.steps.flatMap((step) => step.cells.flatMap((cell) => cell.attempts));
  const lists = [
    ...attempts.map(({ gates }) => gates),
    ...view.undos.map(({ gates }) => gates),
    ...[...view.preconditions, ...view.postconditions, ...view.guards].map(({ gates }) => gates),
  ];
  return lists
    .flat()
    .find(
      (gate) =>
        gate.ref.part === ref.part &&
        gate.ref.index === ref.index &&
        gate.ref.step === ref.step &&
        gate.ref.host === ref.host &&
        gate.ref.attempt === ref.attempt,
    );
}
