// Asks one question after another, with a way back to the one before and out at any time.
import { countQuestions, nextQuestion, type Draft, type Question } from './Draft.ts';

/** What became of a question: the draft with its answer, or where else to go. */
export type Asked = Draft | 'back' | 'cancel';

export interface Place {
  /** Counts from 1. */
  readonly step: number;
  readonly steps: number;
  /** Whether there is something to go back to. */
  readonly mayGoBack: boolean;
}

export interface WalkOptions {
  readonly ask: (question: Question, draft: Draft, place: Place) => Promise<Asked>;
  readonly practiceUp: () => boolean;
}

/** The draft with nothing left to ask, or undefined where the person left. */
export async function walk(first: Draft, { ask, practiceUp }: WalkOptions): Promise<Draft | undefined> {
  const before: Draft[] = [];
  let draft = first;
  for (;;) {
    const question = nextQuestion(draft, practiceUp());
    if (question === undefined) return draft;
    const step = before.length + 1;
    const steps = Math.max(step, countQuestions(draft, practiceUp()) - answeredAhead(first));
    const asked = await ask(question, draft, { step, steps, mayGoBack: before.length > 0 });
    if (asked === 'cancel') return undefined;
    if (asked === 'back') {
      draft = before.pop() ?? first;
      continue;
    }
    before.push(draft);
    draft = asked;
  }
}

/** What came with the command is not asked, so it is no step. */
function answeredAhead(first: Draft): number {
  return (first.approved === undefined ? 0 : 1) + Object.keys(first.hosts).length;
}
