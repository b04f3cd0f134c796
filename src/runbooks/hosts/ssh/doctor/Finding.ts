// One thing that the doctor looked at.
import type { Message } from '../../../texts/Message.ts';

export interface Finding {
  readonly check:
    'config' | 'agent' | 'jumps' | 'hostKey' | 'login' | 'shell' | 'sudo' | 'detach' | 'state' | 'utilities';
  /** `warn`: runbooks work with restrictions. `bad`: they don't. */
  readonly status: 'ok' | 'warn' | 'bad';
  /** What was found and, unless it is well, the cure. */
  readonly message: Message;
}
