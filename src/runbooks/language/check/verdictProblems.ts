// Verdict rows that can never win.
import type { Locator } from '../document/Locator.ts';
import type { Problem } from '../document/Problem.ts';
import type { Runbook } from '../schema.ts';

/** Problems of the rows after one without `when`, which wins whenever they are reached. */
export function verdictProblems({ verdicts }: Runbook, locator: Locator): Problem[] {
  const last = verdicts.findIndex(({ when }) => when === undefined);
  const winner = verdicts[last];
  if (winner === undefined) return [];
  return verdicts.slice(last + 1).map(({ id }, index) => ({
    code: 'language.unreachableVerdict',
    span: locator.at(['verdicts', last + 1 + index, 'id']),
    args: { id, winner: winner.id },
  }));
}
