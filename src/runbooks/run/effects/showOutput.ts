// A bounded part of a script's output as events, for the eyes; the whole is in the run's output files.
import type { Where } from '../Event.ts';
import type { Mailbox } from '../Mailbox.ts';
import type { Clock, OutputPart } from '../Ports.ts';

/** So many characters of a stream are shown whole. */
const wholeUpTo = 256 * 1024;
/** Beyond that, a piece of this size at most every {@link pieceEvery} milliseconds. */
const pieceSize = 4096;
const pieceEvery = 1000;

export interface ShownOutput {
  add(stream: 'stdout' | 'stderr', text: string): void;
  /** The last piece is always shown. */
  end(): void;
}

export function showOutput(mailbox: Mailbox, clock: Clock, where: Where, part: OutputPart): ShownOutput {
  const streams = {
    stdout: { offset: 0, shown: 0, lastAt: 0, held: '' },
    stderr: { offset: 0, shown: 0, lastAt: 0, held: '' },
  };
  const post = (stream: 'stdout' | 'stderr', offset: number, text: string): void => {
    void mailbox.post({ type: 'output', ...where, stream, offset, text, undo: part === 'undo' });
  };
  const flush = (stream: 'stdout' | 'stderr'): void => {
    const of = streams[stream];
    if (of.held === '') return;
    post(stream, of.offset - of.held.length, of.held);
    of.held = '';
    of.lastAt = clock.now();
  };
  return {
    add(stream, text) {
      const of = streams[stream];
      of.offset += text.length;
      if (of.shown < wholeUpTo) {
        of.shown += text.length;
        post(stream, of.offset - text.length, text);
        return;
      }
      of.held = (of.held + text).slice(-pieceSize);
      if (clock.now() - of.lastAt >= pieceEvery) flush(stream);
    },
    end() {
      flush('stdout');
      flush('stderr');
    },
  };
}
