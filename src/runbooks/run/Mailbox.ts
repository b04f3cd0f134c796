// Where what happens outside waits until the run's loop takes it up, in order.
import type { RunEvent } from './Event.ts';

/** Something that happened, or an end of something that was under way. */
export interface Letter {
  readonly event: RunEvent | undefined;
  /** Called once the event is in the journal. */
  readonly taken: () => void;
}

export interface Mailbox {
  /** Resolves when the event is in the journal. */
  post(event: RunEvent): Promise<void>;
  /** Something ended without an event: look again at what may go. */
  nudge(): void;
  /** A fault that ends the loop. */
  fail(error: unknown): void;
  /** The next letter; rejects with what `fail` was given. */
  next(): Promise<Letter>;
}

export function createMailbox(): Mailbox {
  const letters: Letter[] = [];
  let failure: { readonly error: unknown } | undefined;
  let wake: (() => void) | undefined;
  const put = (letter: Letter): void => {
    letters.push(letter);
    wake?.();
  };
  return {
    post: (event) =>
      new Promise((resolve) => {
        put({ event, taken: resolve });
      }),
    nudge() {
      put({ event: undefined, taken: () => undefined });
    },
    fail(error) {
      failure ??= { error };
      wake?.();
    },
    async next() {
      for (;;) {
        if (failure !== undefined) throw failure.error;
        const letter = letters.shift();
        if (letter !== undefined) return letter;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
