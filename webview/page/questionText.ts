// A question in one sentence, as a screen reader is told it.
import type { Context } from './Context.ts';
import type { Question } from './questions.ts';
import { stepOf } from '../../src/runbooks/views/words/stepOf.ts';

export function questionText(
  question: Question,
  { say, text, view }: Pick<Context, 'say' | 'text' | 'view' | 'locale'>,
): string {
  const step = question.step === undefined ? undefined : stepOf(view, question.step);
  switch (question.kind) {
    case 'confirm':
      return say('page.asked', { text: text(question.confirm.message) });
    case 'manual':
      return say('page.asked', { text: step === undefined ? say('page.manual') : text(step.title) });
    case 'decision': {
      const { code, args } = question.decision.question;
      return say('page.asked', { text: say(code, args) });
    }
  }
}
