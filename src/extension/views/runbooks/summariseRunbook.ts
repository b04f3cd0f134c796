// What a list shows of a runbook: its title, the strongest effect of its steps, how much is wrong with it.
import type { LocalText, Read, Runbook } from '../../../runbooks/index.ts';

export type Effect = 'read' | 'change' | 'destructive';

export interface RunbookSummary {
  /** Both absent where it can't be understood. */
  readonly title?: LocalText;
  readonly effect?: Effect;
  readonly errors: number;
  readonly warnings: number;
}

const strength: readonly Effect[] = ['read', 'change', 'destructive'];

/** Sums up a runbook as it was read. */
export function summariseRunbook({ value, diagnostics }: Read<Runbook>): RunbookSummary {
  const count = (wanted: string): number => diagnostics.filter(({ severity }) => severity === wanted).length;
  const counts = { errors: count('error'), warnings: count('warning') };
  if (value === undefined) return counts;
  const effects = effectsOf(value.steps);
  const effect = strength.findLast((one) => effects.includes(one)) ?? 'read';
  return { title: value.title, effect, ...counts };
}

function effectsOf(steps: readonly Runbook['steps'][number][]): readonly Effect[] {
  return steps.flatMap((step) => ('each' in step ? effectsOf(step.steps) : [step.effect]));
}
