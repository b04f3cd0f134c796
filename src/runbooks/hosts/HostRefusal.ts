// What a host answers when it is reached but will not do what is asked, until a person changes something there.
import type { Message } from '../texts/Message.ts';

/**
 * `exec`, `launch`, `attach`, `kill` and `acknowledge` reject with it before anything has started: sudo refuses, the state
 * folder can't be trusted, a detached step would not survive. The run loop turns it into a blocked step.
 */
export class HostRefusal extends Error {
  override readonly name = 'HostRefusal';
  readonly refusal: Message;

  constructor(refusal: Message) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
