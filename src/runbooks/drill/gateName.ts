// A gate's place as a drill names it.
import type { GateRef } from '../run/Event.ts';

/** `restart verify 1`, or `precondition 1`. Verify gates sampled before the change have the name of the same gates after it. */
export function gateName({ step, part, index }: Pick<GateRef, 'step' | 'part' | 'index'>): string {
  const where = part === 'before' ? 'verify' : part;
  return [...(step === undefined ? [] : [step]), where, String(index + 1)].join(' ');
}
