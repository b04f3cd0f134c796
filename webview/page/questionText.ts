// A question in one sentence, as a screen reader is told it.
import type { Context } from './Context.ts';
import type { Question } from './questions.ts';

export function questionText(
  question: Question,
  { say, text, view }: Pick<Context, 'say' | 'text' | 'view' | 'locale'>,
): string {
  const step = view.steps.find(({ id }) => id === question.step);
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
