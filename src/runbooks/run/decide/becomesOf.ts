// As whom a run changes its hosts.
import type { Command } from '../../hosts/Host.ts';
import { plainSteps } from '../PlainStep.ts';
import type { RunState } from '../RunState.ts';

/** As whom its changing steps run, forwards and backwards, each once. */
export function becomesOf(state: RunState): readonly Command['become'][] {
  const fallback = state.plan.runbook.defaults.become;
  const all = plainSteps(state.plan)
    .filter((step) => step.effect !== 'read')
    .flatMap((step) => {
      const undo = typeof step.undo === 'object' && 'run' in step.undo ? step.undo.become : undefined;
      const own = 'manual' in step ? undefined : step.become;
      return [own ?? fallback, undo ?? own ?? fallback];
    });
  return [...new Set(all)];
}
