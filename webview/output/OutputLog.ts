// The output of one script, put together from pieces that may overlap, and from a replay that live pieces may overtake.
import type { OutputPiece } from '../protocol.ts';
import { LineStore } from './LineStore.ts';

type Piece = Pick<OutputPiece, 'stream' | 'offset' | 'text'>;

/** How long live pieces wait for the replay before them, in milliseconds. */
const patience = 2000;

export interface OutputLogOptions {
  /** Says that `count` characters are in the run's file and not here. */
  readonly gapText: (count: number) => string;
  readonly later: (what: () => void, milliseconds: number) => void;
}

/** Rows of a script, and whoever wants to know of new ones. */
export class OutputLog {
  readonly rows = new LineStore();
  readonly #options: OutputLogOptions;
  readonly #ends = { stdout: 0, stderr: 0 };
  readonly #ahead: Piece[] = [];
  readonly #listeners = new Set<() => void>();
  #waiting = false;

  constructor(options: OutputLogOptions) {
    this.#options = options;
  }

  /** Takes a piece: what is known of it already is left out, what is ahead waits a little for what is missing. */
  push(piece: Piece): void {
    if (piece.offset > this.#ends[piece.stream]) {
      this.#ahead.push(piece);
      this.#waitOnce();
    } else {
      this.#take(piece);
      this.#takeAhead(false);
    }
    this.#tell();
  }

  /** Calls `listener` after each change, until the function that it gives back is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #take({ stream, offset, text }: Piece): void {
    const end = this.#ends[stream];
    if (offset > end) this.rows.gap(this.#options.gapText(offset - end));
    const fresh = offset >= end ? text : text.slice(end - offset);
    this.rows.append(stream, fresh);
    this.#ends[stream] = Math.max(end, offset + text.length);
  }

  #takeAhead(whatever: boolean): void {
    let found = true;
    while (found) {
      const index = this.#ahead.findIndex(({ stream, offset }) => whatever || offset <= this.#ends[stream]);
      const [piece] = index < 0 ? [] : this.#ahead.splice(index, 1);
      if (piece !== undefined) this.#take(piece);
      found = piece !== undefined;
    }
  }

  #waitOnce(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    this.#options.later(() => {
      this.#waiting = false;
      this.#takeAhead(true);
      this.#tell();
    }, patience);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
