// Messages from the page: the protocol's and nothing else.
import { describe, expect, it } from 'vitest';
import type { FromPage } from '../../../webview/protocol.ts';
import { readFromPage, type EveryMessageIsRead } from '../../../src/extension/panel/readFromPage.ts';

/** Doesn't compile where the protocol has a message that the host would refuse. */
const everyMessageIsRead: EveryMessageIsRead = true;

const where = { step: 'a', attempt: 1 };
const good: readonly FromPage[] = [
  { type: 'ready' },
  { type: 'answerConfirm', runId: 'r', ...where, digest: 'd', yes: true },
  { type: 'answerConfirm', runId: 'r', ...where, digest: 'd', yes: false, typed: 'web' },
  { type: 'answerManual', runId: 'r', ...where, done: true },
  { type: 'answerDecision', runId: 'r', id: 'd', option: 'treatAsDone' },
  { type: 'cancel', runId: 'r' },
  { type: 'export', runId: 'r' },
  { type: 'wantOutput', ...where, host: 'web', undo: false },
  { type: 'wantMarkdown', text: '**a**' },
  { type: 'openRunbook' },
  { type: 'openRunbook', step: 'a' },
  { type: 'runNext', name: 'linux/tune-oom' },
  { type: 'resume', runId: 'r' },
  { type: 'runPlanned', runId: 'r' },
];

describe('a message from the page', () => {
  it.each(good.map((message) => [message.type, message] as const))('%s is read as it is', (_type, message) => {
    expect(readFromPage(message)).toEqual(message);
    expect(everyMessageIsRead).toBe(true);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'ready'],
    ['an unknown type', { type: 'exec', command: 'rm' }],
    ['a type that every object has', { type: 'constructor' }],
    ['one part too many', { type: 'cancel', runId: 'r', force: true }],
    ['one part too few', { type: 'cancel' }],
    ['a wrong type', { type: 'answerManual', runId: 'r', ...where, done: 'yes' }],
    ['an attempt that is none', { type: 'answerManual', runId: 'r', step: 'a', attempt: 1.5, done: true }],
    ['an option that there is not', { type: 'answerDecision', runId: 'r', id: 'd', option: 'force' }],
    ['a very long text', { type: 'runNext', name: 'x'.repeat(5000) }],
  ])('that is %s is not', (_what, message) => {
    expect(readFromPage(message)).toBeUndefined();
  });
});
