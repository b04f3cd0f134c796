// What scripts print, for those scripts that the page asked about: first what the run's files have, then what comes.
import type { Recorded, RunEventOf } from '../../runbooks/index.ts';
import type { OutputPiece, OutputRef } from '../../../webview/protocol.ts';
import type { Engine } from '../engine/loadEngine.ts';
import type { RunSession } from '../runs/RunSession.ts';
import { readPieces } from './readPieces.ts';

const streams = ['stdout', 'stderr'] as const;
type Stream = (typeof streams)[number];

interface Wanted {
  readonly ref: OutputRef;
  /** How far each stream was sent, in characters. */
  readonly sent: Record<Stream, number>;
  /** What came while the files are still being read. */
  held: OutputPiece[] | undefined;
}

export interface OutputFeed {
  /** Sends what there is of a script's output, and goes on with what comes. */
  want(ref: OutputRef): Promise<void>;
  /** The run is now another session of the same; what it printed in between is sent. */
  catchUp(): Promise<void>;
  /** Sends it where it was asked for. */
  take(recorded: Recorded): void;
}

/** Sends through `post`, one piece after the other. */
export function createOutputFeed(
  engine: Engine,
  session: () => RunSession,
  post: (piece: OutputPiece) => PromiseLike<unknown>,
): OutputFeed {
  const all = new Map<string, Wanted>();

  const send = (wanted: Wanted, piece: OutputPiece): PromiseLike<unknown> => {
    // The files are ahead of the events: what was sent from there is not sent again.
    const skip = Math.max(0, wanted.sent[piece.stream] - piece.offset);
    if (skip >= piece.text.length) return Promise.resolve();
    wanted.sent[piece.stream] = piece.offset + piece.text.length;
    return post({ ...piece, offset: piece.offset + skip, text: piece.text.slice(skip) });
  };

  const sendKept = async (wanted: Wanted, ref: OutputRef): Promise<void> => {
    const { folder, recorded } = session();
    if (folder === undefined) {
      for (const { event } of recorded) {
        if (event.type === 'output' && keyOf(event) === keyOf(ref)) await send(wanted, pieceOf(event));
      }
      return;
    }
    for (const stream of streams) {
      const file = engine.outputFile(folder, ref, ref.undo ? 'undo' : 'run', stream);
      for await (const { offset, text } of readPieces(file)) {
        await send(wanted, { type: 'output', ...ref, stream, offset, text });
      }
    }
  };

  const fetch = async (wanted: Wanted): Promise<void> => {
    wanted.held = [];
    await sendKept(wanted, wanted.ref);
    for (let piece = wanted.held.shift(); piece !== undefined; piece = wanted.held.shift()) await send(wanted, piece);
    wanted.held = undefined;
  };

  return {
    async want(ref) {
      const wanted: Wanted = { ref: refOf(ref), sent: { stdout: 0, stderr: 0 }, held: undefined };
      all.set(keyOf(ref), wanted);
      await fetch(wanted);
    },
    async catchUp() {
      for (const wanted of all.values()) await fetch(wanted);
    },
    take({ event }) {
      if (event.type === 'reattached' && event.found === 'followed') {
        const wanted = all.get(keyOf(event));
        // After a crash of the engine the output is read again from its first byte.
        if (wanted !== undefined && event.from.stdout + event.from.stderr === 0) {
          Object.assign(wanted.sent, { stdout: 0, stderr: 0 });
        }
      }
      if (event.type !== 'output') return;
      const wanted = all.get(keyOf(event));
      if (wanted === undefined) return;
      if (wanted.held === undefined) void send(wanted, pieceOf(event));
      else wanted.held.push(pieceOf(event));
    },
  };
}

function refOf({ step, host, attempt, undo }: OutputRef): OutputRef {
  return { step, host, attempt, undo };
}

function pieceOf({ stream, offset, text, ...event }: RunEventOf<'output'>): OutputPiece {
  return { type: 'output', ...refOf(event), stream, offset, text };
}

function keyOf(ref: OutputRef): string {
  return JSON.stringify([ref.step, ref.host, ref.attempt, ref.undo]);
}
