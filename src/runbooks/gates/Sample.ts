// One look of a gate, judged.
import type { Observation, Verdict } from '../run/Event.ts';
import type { Value } from '../language/Value.ts';
import type { Message } from '../texts/Message.ts';

export interface Sample {
  readonly verdict: Verdict;
  readonly observation: Observation;
  /** What `value` yielded. */
  readonly measured?: Value;
  /** Why it is inconclusive. */
  readonly reason?: Message;
}
