// How a part of a run stands, as its decider sees it.
import type { Message } from '../../texts/Message.ts';
import type { Intent } from '../Intent.ts';

/**
 * `working`: what may go now (nothing, where all of it is under way); it `waits` where all that is missing is another host. `done`: it holds. `failed`: it does not.
 * `halt`: nobody can say, and there is nobody to ask.
 */
export type Stage =
  | { readonly is: 'working'; readonly intents: readonly Intent[]; readonly waits?: true }
  | { readonly is: 'done' }
  | { readonly is: 'failed'; readonly reason: Message }
  | { readonly is: 'halt'; readonly reason: Message };

export const done: Stage = { is: 'done' };

export function working(...intents: readonly Intent[]): Stage {
  return { is: 'working', intents };
}

/** A host of a step that waits for its others. */
export const waiting: Stage = { is: 'working', intents: [], waits: true };

/**
 * Several stages that may go on side by side: done when all are; else whatever is worst, but only once none is working. One
 * that waits for the others does not keep them from stopping.
 */
export function allOf(stages: readonly Stage[]): Stage {
  const working = stages.filter((stage) => stage.is === 'working');
  const intents = working.flatMap((stage) => stage.intents);
  if (working.some(({ waits }) => waits !== true)) return { is: 'working', intents };
  const stopped = stages.find((stage) => stage.is === 'halt') ?? stages.find((stage) => stage.is === 'failed');
  return stopped ?? (working.length > 0 ? { is: 'working', intents, waits: true } : done);
}
