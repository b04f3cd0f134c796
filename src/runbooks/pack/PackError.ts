// A pack that can't be made or read at all.
import type { Message } from '../texts/Message.ts';

/** Carries the message for the person. */
export class PackError extends Error {
  override readonly name = 'PackError';
  readonly said: Message;

  constructor(said: Message, cause?: unknown) {
    super(said.code, { cause });
    this.said = said;
  }
}
