// The extension's side of a page: begin, throttled snapshots, output by offset, and no answer to what is stale.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as engine from '../../../src/runbooks/index.ts';
import type { Recorded, RunEvent } from '../../../src/runbooks/index.ts';
import { createEmitter, type Emitter } from '../../../src/extension/emitter.ts';
import { createPageHost, type PageActions, type PageHost } from '../../../src/extension/panel/createPageHost.ts';
import type { RunSession } from '../../../src/extension/runs/RunSession.ts';
import { createTexts } from '../../../src/extension/texts/Texts.ts';
import type { OutputPiece, ToPage } from '../../../webview/protocol.ts';

const ref = { step: 'a', host: 'web', attempt: 1, undo: false };
const output = (offset: number, text: string): RunEvent => ({ type: 'output', ...ref, stream: 'stdout', offset, text });

interface TestSession extends RunSession {
  record(event: RunEvent): void;
  change(): void;
  owner: boolean;
  readonly answered: unknown[];
  cancelled: number;
  disposed: boolean;
}

function sessionOf(folder: string | undefined, owner = true): TestSession {
  const recorded: Recorded[] = [];
  const emitter = createEmitter<Recorded>();
  const changed: Emitter<void> = createEmitter();
  const wrong: Emitter<void> = createEmitter();
  return {
    ...{ id: 'run-1', folder, owner, live: true, recorded, view: engine.emptyRun, answered: [] as unknown[] },
    ...{ cancelled: 0, disposed: false, onRecorded: emitter.event, onDidChange: changed.event },
    onWrongText: wrong.event,
    answer(answer) {
      this.answered.push(answer);
      return 'step' in answer && answer.step === 'gone' ? 'stale' : 'taken';
    },
    cancel() {
      this.cancelled++;
    },
    dispose() {
      this.disposed = true;
    },
    record(event) {
      const next = { seq: recorded.length, at: 0, event };
      recorded.push(next);
      emitter.fire(next);
    },
    change: () => changed.fire(),
  };
}

let folder = '';
let posted: ToPage[] = [];
let strange = 0;
const called: string[] = [];
const actions = new Proxy({} as PageActions, {
  get: (_target, name) => (session: RunSession, more?: string) =>
    called.push([String(name), session.id, more].filter(Boolean).join(' ')),
});
const open = (session: RunSession): PageHost =>
  createPageHost(session, {
    ...{ engine, actions, texts: createTexts('zh-CN', () => engine) },
    post: (message) => Promise.resolve(posted.push(message)),
    onStrange: () => strange++,
  });
const types = (): readonly string[] => posted.map(({ type }) => type);
const pieces = (): readonly (readonly [number, string])[] =>
  posted.filter((one): one is OutputPiece => one.type === 'output').map(({ offset, text }) => [offset, text]);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gated-runbooks-page-'));
  [posted, strange] = [[], 0];
  called.length = 0;
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

describe('a page', () => {
  it('hears nothing before it is ready, then everything that stays and where the run stands', () => {
    const session = sessionOf(undefined);
    const host = open(session);
    session.record(output(0, 'a'));
    expect(posted).toEqual([]);
    host.receive({ type: 'ready' });
    expect(types()).toEqual(['begin', 'snapshot']);
    expect(posted[0]).toMatchObject({ locale: 'zh-cn', owner: true });
    expect((posted[0] as { texts: Record<string, string> }).texts['views.outcome.succeeded']).toMatch(
      /\p{Script=Han}/u,
    );
  });

  it('gets at most five snapshots a second, and the last one always', () => {
    vi.useFakeTimers();
    const session = sessionOf(undefined);
    open(session).receive({ type: 'ready' });
    for (let time = 0; time < 1000; time += 10) {
      session.record(output(time, 'a'));
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(1000);
    const snapshots = types().filter((type) => type === 'snapshot').length;
    expect(snapshots).toBeGreaterThanOrEqual(5);
    expect(snapshots).toBeLessThanOrEqual(7);
  });

  it('gets none while it is hidden, and all anew when it is seen again', () => {
    vi.useFakeTimers();
    const session = sessionOf(undefined);
    const host = open(session);
    host.receive({ type: 'ready' });
    host.hide();
    posted = [];
    session.record(output(0, 'a'));
    vi.advanceTimersByTime(1000);
    expect(posted).toEqual([]);
    host.receive({ type: 'ready' });
    expect(types()).toEqual(['begin', 'snapshot']);
  });

  it('hears when it owns the run no longer', () => {
    const session = sessionOf(undefined);
    open(session).receive({ type: 'ready' });
    posted = [];
    session.owner = false;
    session.change();
    expect(posted[0]).toMatchObject({ type: 'begin', owner: false });
  });

  it('takes another session of its run, and lets go of the first', () => {
    const [watched, mine] = [sessionOf(undefined, false), sessionOf(undefined)];
    const host = open(watched);
    host.receive({ type: 'ready' });
    host.attach(mine);
    expect(watched.disposed).toBe(true);
    host.receive({ type: 'answerManual', runId: 'run-1', step: 'a', attempt: 1, done: true });
    expect(mine.answered.length).toBe(1);
    expect(watched.answered).toEqual([]);
  });
});

describe('what the page says', () => {
  it('of another run is stale', () => {
    const session = sessionOf(undefined);
    const host = open(session);
    host.receive({ type: 'cancel', runId: 'run-2' });
    host.receive({ type: 'answerManual', runId: 'run-2', step: 'a', attempt: 1, done: true });
    expect(posted).toEqual([
      { type: 'refused', reason: 'stale' },
      { type: 'refused', reason: 'stale' },
    ]);
    expect([session.cancelled, session.answered.length]).toEqual([0, 0]);
  });

  it('in answer to nothing is refused', () => {
    const host = open(sessionOf(undefined));
    host.receive({ type: 'answerManual', runId: 'run-1', step: 'gone', attempt: 1, done: true });
    expect(posted).toEqual([{ type: 'refused', reason: 'stale' }]);
  });

  it('may cancel only where the run is carried out', () => {
    const [watched, mine] = [sessionOf(undefined, false), sessionOf(undefined)];
    open(watched).receive({ type: 'cancel', runId: 'run-1' });
    open(mine).receive({ type: 'cancel', runId: 'run-1' });
    expect(posted).toEqual([{ type: 'refused', reason: 'notOwner' }]);
    expect([watched.cancelled, mine.cancelled]).toEqual([0, 1]);
  });

  it('that is none of the messages is not obeyed', () => {
    const host = open(sessionOf(undefined));
    for (const message of [null, 7, { type: 'eval', text: '1' }, { type: 'openRunbook', step: 7 }])
      host.receive(message);
    expect([strange, posted.length, called.length]).toEqual([4, 0, 0]);
  });

  it('reaches what it asks for', () => {
    const host = open(sessionOf(undefined));
    for (const type of ['export', 'resume', 'runPlanned']) host.receive({ type, runId: 'run-1' });
    host.receive({ type: 'openRunbook', step: 'a' });
    host.receive({ type: 'runNext', name: 'linux/x' });
    expect(called).toEqual([
      ...['export run-1', 'resume run-1', 'runPlanned run-1', 'openRunbook run-1 a', 'runNext run-1 linux/x'],
    ]);
  });

  it('is rendered as safe HTML', () => {
    open(sessionOf(undefined)).receive({ type: 'wantMarkdown', text: '**a** <img src=x onerror=alert(1)>' });
    expect(posted[0]).toMatchObject({
      type: 'rendered',
      html: expect.stringContaining('<strong>a</strong>') as string,
    });
    expect((posted[0] as { html: string }).html).not.toContain('<img');
  });
});

describe('output', () => {
  it('is sent for scripts that were asked about only', async () => {
    const session = sessionOf(undefined);
    const host = open(session);
    session.record(output(0, 'ab'));
    expect(pieces()).toEqual([]);
    host.receive({ type: 'wantOutput', ...ref });
    await expect.poll(pieces).toEqual([[0, 'ab']]);
    session.record(output(2, 'c'));
    session.record({ ...output(0, 'other'), host: 'db' } as RunEvent);
    await expect.poll(pieces).toEqual([
      [0, 'ab'],
      [2, 'c'],
    ]);
  });

  it('comes from the files first, and nothing of it twice', async () => {
    await mkdir(join(folder, 'outputs'));
    await writeFile(engine.outputFile(folder, ref, 'run', 'stdout'), 'abcdef');
    const session = sessionOf(folder);
    const host = open(session);
    host.receive({ type: 'wantOutput', ...ref });
    // Events lag behind the files.
    session.record(output(2, 'cd'));
    session.record(output(4, 'efgh'));
    await expect.poll(pieces).toEqual([
      [0, 'abcdef'],
      [6, 'gh'],
    ]);
  });
});
