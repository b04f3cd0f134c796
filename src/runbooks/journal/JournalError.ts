// A journal that can't be kept or read: the run must not go on without one.
import type { Message } from '../texts/Message.ts';
import type { TextCode } from '../texts/say.ts';

/** Carries the message for the person; `cause` is for the log. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly said: Message;

  constructor(code: TextCode, where: string, cause: unknown, args: Message['args'] = {}) {
    super(`${code}: ${where}`, { cause });
    this.said = { code, args: { ...args, where, why: cause instanceof Error ? cause.message : '' } };
  }
}
