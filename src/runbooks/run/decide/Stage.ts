// How a part of a run stands, as its decider sees it.
import type { Message } from '../../texts/Message.ts';
import type { Intent } from '../Intent.ts';

/**
 * `working`: what may go now (nothing, where all of it is under way). `done`: it holds. `failed`: it does not.
 * `halt`: nobody can say, and there is nobody to ask.
 */
export type Stage =
  | { readonly is: 'working'; readonly intents: readonly Intent[] }
  | { readonly is: 'done' }
  | { readonly is: 'failed'; readonly reason: Message }
  | { readonly is: 'halt'; readonly reason: Message };

export const done: Stage = { is: 'done' };

export function working(...intents: readonly Intent[]): Stage {
  return { is: 'working', intents };
}

/** Several stages that may go on side by side: done when all are; else whatever is worst, but only once none is working. */
export function allOf(stages: readonly Stage[]): Stage {
  const intents = stages.flatMap((stage) => (stage.is === 'working' ? stage.intents : []));
  if (stages.some((stage) => stage.is === 'working')) return { is: 'working', intents };
  return stages.find((stage) => stage.is === 'halt') ?? stages.find((stage) => stage.is === 'failed') ?? done;
}
