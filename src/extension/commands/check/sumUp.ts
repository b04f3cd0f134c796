// Sums up a check of all runbooks in one sentence.
import type { ExtensionText } from '../../texts/Texts.ts';

export interface CheckSummary {
  readonly severity: 'good' | 'warning' | 'bad';
  readonly code: ExtensionText;
  readonly args: Readonly<Record<string, string | number>>;
}

/** `counts`: of each runbook. `globs`: where they were looked for. */
export function sumUp(
  counts: readonly { readonly errors: number; readonly warnings: number }[],
  globs: readonly string[],
): CheckSummary {
  const count = counts.length;
  if (count === 0)
    return { severity: 'warning', code: 'commands.check.none', args: { globs: [...new Set(globs)].join(', ') } };
  const total = (of: 'errors' | 'warnings'): number => counts.reduce((sum, each) => sum + each[of], 0);
  const [errors, warnings] = [total('errors'), total('warnings')];
  if (errors + warnings === 0) return { severity: 'good', code: 'commands.check.sound', args: { count } };
  const files = counts.filter((each) => each.errors + each.warnings > 0).length;
  const args = { count, errors, warnings, files };
  return { severity: errors > 0 ? 'bad' : 'warning', code: 'commands.check.problems', args };
}
