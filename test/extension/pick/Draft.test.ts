// Which question comes next, and the way forth, back and out.
import { describe, expect, it } from 'vitest';
import { uriOf } from '../uriOf.ts';
import { readRunbook } from '../../../src/runbooks/index.ts';
import { emptyDraft, nextQuestion, type Draft, type Question } from '../../../src/extension/pick/Draft.ts';
import { createLastValues } from '../../../src/extension/pick/LastValues.ts';
import { walk, type Asked, type Place } from '../../../src/extension/pick/walk.ts';
import { memento } from '../memento.ts';

const text = `schema: runbook/v1
title: Ask
inputs:
  port: { type: integer }
  unit: { type: string, default: a.service }
  token: { type: secret }
targets:
  node: { count: 1 }
steps:
  - { id: look, title: Look, effect: read, run: 'true' }
`;

function draftOf(source: string): Draft {
  const { value } = readRunbook({ uri: 'a.yaml', text: source });
  if (value === undefined) throw new Error('the fixture has errors');
  const file = { uri: uriOf('file:///a.yaml'), name: 'a.yaml', shipped: false };
  return { ...emptyDraft, approved: { file, runbook: value, used: {}, sources: [{ path: 'a.yaml', text: source }] } };
}

const answers: Readonly<Record<Question['kind'], (draft: Draft, question: Question) => Draft>> = {
  runbook: () => draftOf(text),
  hosts: (draft) => ({ ...draft, hosts: { node: ['practice'] } }),
  scenario: (draft) => ({ ...draft, scenario: 'healthy' }),
  input: (draft) => ({ ...draft, inputs: { port: '80' } }),
  review: (draft) => ({ ...draft, reviewed: true }),
  secret: (draft) => ({ ...draft, secrets: { token: 'x' } }),
};

/** Walks, turning where the script says so; tells which questions were asked at which step. */
async function walked(
  first: Draft,
  script: readonly ('on' | 'back' | 'cancel')[],
  practiceUp = false,
): Promise<{ asked: readonly string[]; places: readonly Place[]; draft: Draft | undefined }> {
  const asked: string[] = [];
  const places: Place[] = [];
  const draft = await walk(first, {
    practiceUp: () => practiceUp,
    ask: (question, now, place): Promise<Asked> => {
      const turn = script[asked.length] ?? 'on';
      asked.push(question.kind);
      places.push(place);
      return Promise.resolve(turn === 'on' ? answers[question.kind](now, question) : turn);
    },
  });
  return { asked, places, draft };
}

describe('the questions', () => {
  it('come in order, each once, and the steps are counted', async () => {
    const { asked, places, draft } = await walked(emptyDraft, []);
    expect(asked).toEqual(['runbook', 'hosts', 'scenario', 'input', 'review', 'secret']);
    expect(places.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(places.slice(2).map(({ steps }) => steps)).toEqual([6, 6, 6, 6]);
    expect(places.map(({ mayGoBack }) => mayGoBack)).toEqual([false, true, true, true, true, true]);
    expect(draft?.secrets).toEqual({ token: 'x' });
  });

  it('are fewer where the command brought the runbook, and the practice host is up', async () => {
    const { asked, places } = await walked(draftOf(text), [], true);
    expect(asked).toEqual(['hosts', 'input', 'review', 'secret']);
    expect(places[0]).toEqual({ step: 1, steps: 4, mayGoBack: false });
  });

  it('are asked again on the way back', async () => {
    const { asked } = await walked(emptyDraft, ['on', 'on', 'on', 'back', 'back', 'on', 'on', 'on']);
    expect(asked.slice(0, 9)).toEqual([
      ...['runbook', 'hosts', 'scenario', 'input', 'scenario', 'hosts', 'scenario', 'input', 'review'],
    ]);
  });

  it('end when the person leaves', async () => {
    expect((await walked(emptyDraft, ['on', 'cancel'])).draft).toBeUndefined();
  });

  it('are none where nothing is missing', () => {
    const bare = draftOf(text.replace(/inputs:[\s\S]*targets/, 'targets'));
    expect(nextQuestion({ ...bare, hosts: { node: ['web'] } }, false)).toBeUndefined();
  });
});

describe('the last values', () => {
  it('are kept by runbook, without secrets', async () => {
    const store = memento();
    const last = createLastValues(store);
    const draft: Draft = {
      ...emptyDraft,
      hosts: { node: ['web'] },
      inputs: { port: '80' },
      secrets: { token: 'hush' },
    };
    await last.keep('a.yaml', draft);
    expect(last.of('a.yaml')).toEqual({ hosts: { node: ['web'] }, inputs: { port: '80' } });
    expect(last.of('b.yaml')).toEqual({ hosts: {}, inputs: {} });
    expect(store.text()).not.toContain('hush');
  });

  it('of the longest unused runbooks go first', async () => {
    const last = createLastValues(memento());
    for (let number = 0; number <= 100; number++) await last.keep(String(number), { hosts: {}, inputs: { n: 'x' } });
    expect(last.of('0').inputs).toEqual({});
    expect(last.of('1').inputs).toEqual({ n: 'x' });
  });
});

describe('an input that each host has its own value of', () => {
  const draft = draftOf(text.replace('port: { type: integer }', 'port: { type: integer, perHost: true }'));
  const inventory = { hosts: { web1: { values: { port: '80' } }, web2: { values: {} } }, groups: { web: ['web1'] } };
  const approved = draft.approved === undefined ? undefined : { ...draft.approved, inventory };

  it.each([
    { hosts: ['web1'], asks: 'review' },
    { hosts: ['@web'], asks: 'review' },
    { hosts: ['web1', 'web2'], asks: 'input' },
    { hosts: ['elsewhere'], asks: 'input' },
  ])('is asked for on $hosts only where hosts.yaml lacks it: $asks', ({ hosts, asks }) => {
    expect(
      nextQuestion({ ...draft, ...(approved === undefined ? {} : { approved }), hosts: { node: hosts } }, false)?.kind,
    ).toBe(asks);
  });
});
