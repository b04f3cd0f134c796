// What is asked, and what is told to a screen reader.
import { describe, expect, it } from 'vitest';
import { en } from '../../../src/runbooks/texts/en.ts';
import { announcements } from '../../../webview/page/announcements.ts';
import { openQuestions } from '../../../webview/page/questions.ts';
import { readMessage } from '../../../webview/page/readMessage.ts';
import { useTexts } from '../../../webview/words/say.ts';
import { inconclusive, viewOf } from '../harness/views.ts';

useTexts(en);

describe('openQuestions', () => {
  it('lists what waits for an answer, with the step it is about', () => {
    expect(openQuestions(viewOf('confirming'))).toMatchObject([{ kind: 'confirm', step: 'restart' }]);
    expect(openQuestions(inconclusive())).toMatchObject([{ kind: 'decision', step: 'restart' }]);
    expect(openQuestions(viewOf('asking'))).toMatchObject([{ kind: 'decision', step: undefined }]);
  });

  it('has none for what is answered, or once the run is over', () => {
    expect(openQuestions(viewOf('waiting'))).toEqual([]);
    expect(openQuestions({ ...viewOf('confirming'), outcome: 'cancelled' })).toEqual([]);
  });

  it('tells the same question from another one by what was shown', () => {
    const view = viewOf('confirming');
    const steps = view.steps.map((step) => ({
      ...step,
      confirms: step.confirms.map((confirm) => ({ ...confirm, digest: 'other' })),
    }));
    expect(openQuestions({ ...view, steps })[0]?.key).not.toBe(openQuestions(view)[0]?.key);
    expect(openQuestions(viewOf('confirming'))[0]?.key).toBe(openQuestions(view)[0]?.key);
  });
});

describe('announcements', () => {
  it('says what ended and what began, and nothing of the first view', () => {
    expect(announcements(undefined, viewOf('green'), 'en')).toEqual([]);
    expect(announcements(viewOf('green', 'stepStarted'), viewOf('green'), 'en')).toEqual([
      'Tell the players: done',
      'The run ended: Succeeded',
    ]);
    expect(announcements(viewOf('rolledBack', 'stepExited'), viewOf('rolledBack', 'undoStarted'), 'en')).toEqual([
      'Restart mcsm-daemon.service: failed',
      'Rollback begins',
    ]);
  });

  it('names at most a few of a hundred', () => {
    expect(announcements(viewOf('hosts100', 'hostConnected'), viewOf('hosts100'), 'en')).toHaveLength(4);
  });
});

describe('readMessage', () => {
  it('takes the host’s messages and no others', () => {
    const refused = { type: 'refused', reason: 'stale' };
    expect(readMessage(refused)).toBe(refused);
    for (const other of [undefined, null, 'snapshot', 7, {}, { type: 'toString' }, { type: 1 }, { type: 'ready' }]) {
      expect(readMessage(other)).toBeUndefined();
    }
  });
});
