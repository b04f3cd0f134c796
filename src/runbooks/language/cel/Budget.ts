// Bounds the work of one evaluation, so that no expression over any output takes longer than about a second.
import { EvaluationFailure } from './EvaluationFailure.ts';

/**
 * The steps of one evaluation. A node costs one, and an operation over a text or list costs in proportion to its size; they are
 * weighed so that on a slow machine the whole is spent in about a second.
 */
const allSteps = 2_000_000;

/** What is left to spend in one evaluation. */
export class Budget {
  private left = allSteps;

  /** Spends `steps`; fails, past every `||`, when they are used up. */
  spend(steps: number): void {
    this.left -= steps;
    if (this.left < 0) throw new EvaluationFailure({ code: 'cel.tooMuchWork' }, 'final');
  }

  /** Spends for looking once through so many characters, which is far cheaper than a step each. */
  spendText(characters: number): void {
    this.spend(1 + characters / 64);
  }
}
