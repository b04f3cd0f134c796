// A question that only a person can answer: asked once, waited for, and never assumed.
import type { Message } from '../../texts/Message.ts';
import type { DecisionOption, DecisionSubject } from '../Event.ts';
import type { Intent } from '../Intent.ts';
import type { RunState } from '../RunState.ts';

export type Decision =
  | { readonly is: 'answered'; readonly option: DecisionOption }
  | { readonly is: 'open'; readonly intent: Intent }
  /** There is nobody to ask. */
  | { readonly is: 'headless' };

/** The state of decision `id`; `mustType` has to be typed with `takeOver`. A question that was answered with `retry` or `wait` may come again: it is then a new one. */
export function decision(
  state: RunState,
  id: string,
  question: Message,
  options: readonly DecisionOption[],
  about: DecisionSubject,
  mustType?: string,
): Decision {
  let round = 1;
  let found = state.decisions[id];
  while (found?.answer === 'retry' || found?.answer === 'wait') {
    round += 1;
    found = state.decisions[`${id}~${String(round)}`];
  }
  if (found?.answer !== undefined) return { is: 'answered', option: found.answer };
  if (!state.interactive) return { is: 'headless' };
  if (found === undefined) {
    const roundId = round === 1 ? id : `${id}~${String(round)}`;
    const typing = mustType === undefined ? {} : { mustType };
    return {
      is: 'open',
      intent: { kind: 'record', event: { type: 'decisionAsked', id: roundId, question, options, about, ...typing } },
    };
  }
  const question_ = { kind: 'decision', asked: found.asked } as const;
  return {
    is: 'open',
    intent: { kind: 'ask', key: `ask:${found.asked.id}`, question: question_, prepared: undefined },
  };
}
