// Pieces of output that overlap, overtake one another or leave gaps.
import { describe, expect, it } from 'vitest';
import { OutputLog } from '../../../webview/output/OutputLog.ts';
import { Outputs } from '../../../webview/output/Outputs.ts';
import type { OutputRef } from '../../../webview/protocol.ts';

function logWithClock(): { readonly log: OutputLog; readonly timeUp: () => void } {
  const waiting: (() => void)[] = [];
  const log = new OutputLog({ gapText: (count) => `<${String(count)}>`, later: (what) => waiting.push(what) });
  return {
    log,
    timeUp: () => {
      for (const what of waiting.splice(0)) what();
    },
  };
}

function rowsOf({ rows }: OutputLog): readonly string[] {
  return Array.from({ length: rows.end - rows.first }, (_, index) => rows.row(rows.first + index)?.text ?? '?');
}

const piece = (offset: number, text: string, stream: 'stdout' | 'stderr' = 'stdout') => ({ stream, offset, text });

describe('OutputLog', () => {
  it('leaves out what it has already', () => {
    const { log } = logWithClock();
    log.push(piece(0, 'one\ntwo\n'));
    log.push(piece(4, 'two\nthree\n'));
    log.push(piece(0, 'one\n'));
    expect(rowsOf(log)).toEqual(['one', 'two', 'three']);
  });

  it('lets live output wait for the replay that it overtook', () => {
    const { log, timeUp } = logWithClock();
    log.push(piece(8, 'three\n'));
    expect(rowsOf(log)).toEqual([]);
    log.push(piece(0, 'one\ntwo\n'));
    expect(rowsOf(log)).toEqual(['one', 'two', 'three']);
    timeUp();
    expect(rowsOf(log)).toEqual(['one', 'two', 'three']);
  });

  it('says what is missing when nothing comes', () => {
    const { log, timeUp } = logWithClock();
    log.push(piece(0, 'one\n'));
    log.push(piece(100, 'end\n'));
    timeUp();
    expect(rowsOf(log)).toEqual(['one', '<96>', 'end']);
  });

  it('counts the streams apart', () => {
    const { log } = logWithClock();
    log.push(piece(0, 'out\n'));
    log.push(piece(0, 'err\n', 'stderr'));
    log.push(piece(4, 'out 2\n'));
    expect(rowsOf(log)).toEqual(['out', 'err', 'out 2']);
  });

  it('tells who listens, until they stop', () => {
    const { log } = logWithClock();
    let told = 0;
    const stop = log.listen(() => (told += 1));
    log.push(piece(0, 'x'));
    stop();
    log.push(piece(1, 'y'));
    expect(told).toBe(1);
  });
});

describe('Outputs', () => {
  const ref: OutputRef = { step: 'a', host: 'h', attempt: 1, undo: false };

  function outputs(): { readonly all: Outputs; readonly wanted: OutputRef[] } {
    const wanted: OutputRef[] = [];
    const all = new Outputs({ want: (one) => wanted.push(one), gapText: String, later: () => undefined });
    return { all, wanted };
  }

  it('asks for a script once, when it is looked at', () => {
    const { all, wanted } = outputs();
    all.push({ type: 'output', ...ref, ...piece(0, 'unseen\n') });
    const log = all.open(ref);
    expect(all.open(ref)).toBe(log);
    expect(wanted).toEqual([ref]);
    all.push({ type: 'output', ...ref, ...piece(0, 'seen\n') });
    all.push({ type: 'output', ...ref, undo: true, ...piece(0, 'of the undo\n') });
    expect(rowsOf(log)).toEqual(['seen']);
  });

  it('forgets what was not drawn for longest', () => {
    const { all, wanted } = outputs();
    all.open(ref);
    for (let host = 0; host < 63; host += 1) {
      all.open({ ...ref, host: String(host) });
      all.open(ref);
    }
    all.open({ ...ref, host: 'one more' });
    expect(wanted).toHaveLength(65);
    all.open(ref);
    expect(wanted).toHaveLength(65);
    all.open({ ...ref, host: '0' });
    expect(wanted).toHaveLength(66);
  });
});
