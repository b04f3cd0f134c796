// The person at a run, who answers on its page. An answer to anything but the question that is open is refused.
import type { Answer, Person, Question } from '../../runbooks/index.ts';
import type { AnswerConfirm, AnswerDecision, AnswerManual } from '../../../webview/protocol.ts';
import { createEmitter, type Emitter, type Listen } from '../emitter.ts';

export type PageAnswer = AnswerConfirm | AnswerManual | AnswerDecision;

export interface PagePerson extends Person {
  /** A question waits for an answer. */
  readonly onAsked: Listen<Question>;
  /** An answer was taken, or a question withdrawn. */
  readonly onSettled: Listen<void>;
  /** What was typed was not what had to be; the question is open again. */
  readonly onWrongText: Listen<void>;
  /** The questions that are open. */
  readonly open: readonly Question[];
  /** Gives the answer to its question; false where that isn't open (any more), and nothing was done. */
  answer(answer: PageAnswer): boolean;
}

interface Waiting {
  readonly question: Question;
  readonly take: (answer: Answer) => void;
}

/** Nobody was asked yet. `name` is `user@machine`. */
export function createPagePerson(name: string): PagePerson {
  const asked = createEmitter<Question>();
  const settled: Emitter<void> = createEmitter();
  const wrongText: Emitter<void> = createEmitter();
  const waiting = new Map<string, Waiting>();
  // The engine compares what was typed; asking the same once more is its way to say no.
  let lastTyped: string | undefined;
  return {
    name,
    interactive: true,
    prepared: {},
    onAsked: asked.event,
    onSettled: settled.event,
    onWrongText: wrongText.event,
    get open() {
      return [...waiting.values()].map(({ question }) => question);
    },
    ask(question, signal) {
      const key = keyOfQuestion(question);
      return new Promise((resolve) => {
        const settle = (answer: Answer): void => {
          signal.removeEventListener('abort', withdraw);
          waiting.delete(key);
          resolve(answer);
          settled.fire();
        };
        const withdraw = (): void => settle(leastAnswer(question));
        waiting.set(key, { question, take: settle });
        signal.addEventListener('abort', withdraw, { once: true });
        if (signal.aborted) {
          withdraw();
          return;
        }
        if (lastTyped === key) wrongText.fire();
        lastTyped = undefined;
        asked.fire(question);
      });
    },
    answer(given) {
      const key = keyOfAnswer(given);
      const found = waiting.get(key);
      if (found === undefined) return false;
      if (mustBeTyped(given)) lastTyped = key;
      found.take(answerOf(given));
      return true;
    },
  };
}

function keyOfQuestion({ kind, asked }: Question): string {
  switch (kind) {
    case 'confirm':
      return JSON.stringify([kind, asked.step, asked.attempt, asked.digest]);
    case 'manual':
      return JSON.stringify([kind, asked.step, asked.attempt]);
    case 'decision':
      return JSON.stringify([kind, asked.id]);
  }
}

function keyOfAnswer(given: PageAnswer): string {
  switch (given.type) {
    case 'answerConfirm':
      return JSON.stringify(['confirm', given.step, given.attempt, given.digest]);
    case 'answerManual':
      return JSON.stringify(['manual', given.step, given.attempt]);
    case 'answerDecision':
      return JSON.stringify(['decision', given.id]);
  }
}

/** Whether the engine looks at what was typed along with it. */
function mustBeTyped(given: PageAnswer): boolean {
  return given.type === 'answerConfirm' ? given.yes : given.type === 'answerDecision' && given.option === 'takeOver';
}

function answerOf(given: PageAnswer): Answer {
  switch (given.type) {
    case 'answerConfirm':
      return { kind: 'confirm', yes: given.yes, ...(given.typed === undefined ? {} : { typed: given.typed }) };
    case 'answerManual':
      return { kind: 'manual', done: given.done };
    case 'answerDecision':
      return {
        kind: 'decision',
        option: given.option,
        ...(given.typed === undefined ? {} : { typed: given.typed }),
      };
  }
}

/** What a question that is withdrawn is answered with; the engine doesn't look at it any more. */
function leastAnswer({ kind }: Question): Answer {
  switch (kind) {
    case 'confirm':
      return { kind, yes: false };
    case 'manual':
      return { kind, done: false };
    case 'decision':
      return { kind, option: 'stop' };
  }
}
