// A question to the person, in place: what is asked, on what evidence, and how it is answered.
import { nothing } from 'lit';
import type { Context } from '../page/Context.ts';
import type { Question } from '../page/questions.ts';
import { html } from '../ui/html.ts';
import { icon } from '../ui/icon.ts';
import type { Content } from './bits.ts';
import { confirmBody } from './confirmBody.ts';
import { decisionBody } from './decisionBody.ts';
import { manualBody } from './manualBody.ts';

/** The card of one question. */
export function questionCard(question: Question, context: Context): Content {
  const { say, owner, isSent, refused } = context;
  const id = `q-${question.key.replace(/\W+/g, '-')}`;
  const sent = isSent(question.key);
  return html`<section
    class="question"
    data-question=${question.key}
    aria-labelledby=${id}
    aria-busy=${sent ? 'true' : 'false'}
  >
    <p class="question-kind">${icon('account')}${say('page.question')}</p>
    ${bodyOf(question, id, context)}
    ${refused === undefined ? nothing : html`<p class="note bad">${icon('error')}<span>${say(`page.refused.${refused}`)}</span></p>`}
    ${owner ? nothing : html`<p class="note">${icon('eye')}<span>${say('page.onlyWatching')}</span></p>`}
    ${sent ? html`<p class="note">${icon('loading')}<span>${say('page.sending')}</span></p>` : nothing}
  </section>`;
}

function bodyOf(question: Question, id: string, context: Context): Content {
  switch (question.kind) {
    case 'confirm':
      return confirmBody(question, id, context);
    case 'manual':
      return manualBody(question, id, context);
    case 'decision':
      return decisionBody(question, id, context);
  }
}

/** Questions that are about no step, or about the step `step`. */
export function questionCards(step: string | undefined, context: Context): readonly Content[] {
  return context.questions
    .filter((question) => question.step === step)
    .map((question) => questionCard(question, context));
}
