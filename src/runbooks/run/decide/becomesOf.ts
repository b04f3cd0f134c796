// As whom a run changes its hosts.
import type { Command } from '../../hosts/Host.ts';
import { unfold } from '../layout/unfold.ts';
import type { RunState } from '../RunState.ts';

/** As whom its changing steps run, forwards and backwards, each once. */
export function becomesOf(state: RunState): readonly Command['become'][] {
  const all = unfold(state.plan)
    .steps.filter((step) => step.effect !== 'read' && !('use' in step))
    .flatMap((step) => {
      const fallback = step.at.frame.runbook.defaults.become;
      const undo = typeof step.undo === 'object' && 'run' in step.undo ? step.undo.become : undefined;
      const own = 'manual' in step ? undefined : step.become;
      return [own ?? fallback, undo ?? own ?? fallback];
    });
  return [...new Set(all)];
}
