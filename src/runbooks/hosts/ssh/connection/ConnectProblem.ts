// Why a host could not be connected, thrown through the stages of connecting and caught at their door.
import type { Message } from '../../../texts/Message.ts';

/** `final`: trying again would not help, a person has to act. */
export class ConnectProblem extends Error {
  readonly failure: Message;
  readonly final: boolean;

  constructor(failure: Message, final: boolean) {
    super(failure.code);
    this.name = 'ConnectProblem';
    this.failure = failure;
    this.final = final;
  }
}
