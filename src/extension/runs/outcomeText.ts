// How a run ended, in the engine's words.
import type { Outcome } from '../../runbooks/index.ts';
import type { Texts } from '../texts/Texts.ts';

/** One or two words. */
export function outcomeText(outcome: Outcome, texts: Texts): string {
  return texts.tell({ code: `views.outcome.${outcome}` });
}
