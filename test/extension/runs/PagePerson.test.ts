// Answers from the page: taken once, only for the question that is open, with what was shown.
import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/runbooks/index.ts';
import { createPagePerson, type PageAnswer } from '../../../src/extension/runs/PagePerson.ts';

const confirm = (digest: string, attempt = 1): Question => ({
  kind: 'confirm',
  asked: {
    ...{ type: 'confirmAsked', step: 'drop', attempt, hosts: ['web'], message: 'Sure?', mustType: 'web' },
    ...{ shown: [], scripts: [], digest },
  },
});
const manual: Question = {
  kind: 'manual',
  asked: { type: 'manualAsked', step: 'plug', attempt: 1, hosts: ['web'], instructions: 'Pull the plug.' },
};
const decision: Question = {
  kind: 'decision',
  asked: {
    type: 'decisionAsked',
    id: 'd1',
    question: { code: 'run.step.askAfterFailure' },
    options: ['retry', 'stop'],
    about: {},
  },
};
const yes = (digest: string, typed?: string, attempt = 1): PageAnswer => ({
  ...{ type: 'answerConfirm', runId: 'r', step: 'drop', attempt, digest, yes: true },
  ...(typed === undefined ? {} : { typed }),
});
const never = new AbortController().signal;

describe('the person at the page', () => {
  it('answers each kind of question', async () => {
    const person = createPagePerson('me@here');
    const asked = [confirm('a'), manual, decision].map((question) => person.ask(question, never));
    expect(person.open.map(({ kind }) => kind)).toEqual(['confirm', 'manual', 'decision']);
    expect(person.answer(yes('a', 'web'))).toBe(true);
    expect(person.answer({ type: 'answerManual', runId: 'r', step: 'plug', attempt: 1, done: true })).toBe(true);
    expect(person.answer({ type: 'answerDecision', runId: 'r', id: 'd1', option: 'retry' })).toBe(true);
    expect(await Promise.all(asked)).toEqual([
      { kind: 'confirm', yes: true, typed: 'web' },
      { kind: 'manual', done: true },
      { kind: 'decision', option: 'retry' },
    ]);
    expect(person.open).toEqual([]);
  });

  it.each<[string, PageAnswer]>([
    ['another digest', yes('b', 'web')],
    ['another attempt', yes('a', 'web', 2)],
    ['another step', { ...yes('a', 'web'), step: 'other' } as PageAnswer],
    ['a question that nobody asked', { type: 'answerDecision', runId: 'r', id: 'd1', option: 'stop' }],
  ])('does not answer %s', (_what, answer) => {
    const person = createPagePerson('me@here');
    void person.ask(confirm('a'), never);
    expect(person.answer(answer)).toBe(false);
    expect(person.open.length).toBe(1);
  });

  it('does not answer twice', () => {
    const person = createPagePerson('me@here');
    void person.ask(confirm('a'), never);
    expect(person.answer(yes('a', 'web'))).toBe(true);
    expect(person.answer(yes('a', 'web'))).toBe(false);
  });

  it('hears that the text was wrong when the engine asks the same once more, and only then', async () => {
    const person = createPagePerson('me@here');
    let wrong = 0;
    person.onWrongText(() => wrong++);
    const first = person.ask(confirm('a'), never);
    person.answer(yes('a', 'bew'));
    await first;
    const second = person.ask(confirm('a'), never);
    expect(wrong).toBe(1);
    person.answer(yes('a', 'web'));
    await second;
    void person.ask(confirm('b'), never);
    expect(wrong).toBe(1);
  });

  it('lets go of a question that is withdrawn', async () => {
    const person = createPagePerson('me@here');
    const withdrawing = new AbortController();
    const asked = person.ask(decision, withdrawing.signal);
    let settled = 0;
    person.onSettled(() => settled++);
    withdrawing.abort();
    await asked;
    expect(settled).toBe(1);
    expect(person.open).toEqual([]);
    expect(person.answer({ type: 'answerDecision', runId: 'r', id: 'd1', option: 'retry' })).toBe(false);
  });
});
