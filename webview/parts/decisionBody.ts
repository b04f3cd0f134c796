// A decision: what nobody but a person can know, with what each answer leads to.
import { nothing } from 'lit';
import type { DecisionOption } from '../../src/runbooks/run/Event.ts';
import { gateOf } from '../../src/runbooks/views/words/gateOf.ts';
import { hostText } from '../../src/runbooks/views/words/hostText.ts';
import type { Context } from '../page/Context.ts';
import type { Question } from '../page/questions.ts';
import { html } from '../ui/html.ts';
import { answerButton } from './answerButton.ts';
import type { Content } from './bits.ts';
import { gateItem } from './gateItem.ts';
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
  const gate = decision.about.gate === undefined ? undefined : gateOf(view, decision.about.gate);
  const asked = say(decision.question.code, decision.question.args);
  // What is about no step stands ahead of all sections, and is one itself.
  const title =
    question.step === undefined
      ? html`<h2 class="question-title" id=${id} tabindex="-1">${asked}</h2>`
      : html`<h4 class="question-title" id=${id} tabindex="-1">${asked}</h4>`;
  return html`${title}
    ${
      gate === undefined
        ? nothing
        : html`<ul class="gates">
            ${gateItem(gate, context, { host: hostText(gate, context.locale) })}
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
