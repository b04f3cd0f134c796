// What keeps a command from doing its work and can be mended by the person at it.
import type { Message } from '../runbooks/index.ts';

/** Carries what to say and the exit code; anything else that is thrown is a bug. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly messages: readonly Message[];
  readonly code: number;

  constructor(code: number, ...messages: readonly Message[]) {
    super(messages.map((message) => message.code).join(', '));
    this.code = code;
    this.messages = messages;
  }
}
