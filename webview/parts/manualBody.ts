// A step that a person does: what to do, and whether it was done.
import type { Context } from '../page/Context.ts';
import type { Question } from '../page/questions.ts';
import { html } from '../ui/html.ts';
import { answerButton } from './answerButton.ts';
import { markdown } from './bits.ts';
import type { Content } from './bits.ts';

export function manualBody(question: Extract<Question, { kind: 'manual' }>, id: string, context: Context): Content {
  const { manual, key } = question;
  const { say, view } = context;
  const disabled = !context.owner || context.isSent(key);
  const answer = (done: boolean) => (): void => {
    if (disabled) return;
    context.answer(key, { type: 'answerManual', runId: view.runId, step: manual.step, attempt: manual.attempt, done });
  };
  return html`<h4 class="question-title" id=${id} tabindex="-1">${say('page.manual')}</h4>
    ${markdown(manual.instructions, context)}
    <p><b>${say('views.label.hosts')}</b> ${manual.hosts.join(say('views.separator'))}</p>
    <div class="answers">
      ${answerButton(say('page.manualDone'), { primary: true, disabled, onPress: answer(true) })}
      ${answerButton(say('page.manualNotDone'), { primary: false, disabled, onPress: answer(false) })}
    </div>`;
}
