// Patterns of what is hidden.
import type { Locator } from '../document/Locator.ts';
import type { Path } from '../document/Node.ts';
import type { Problem } from '../document/Problem.ts';
import type { Runbook } from '../schema.ts';
import { allGates, plainSteps } from './parts.ts';
import { patternProblem } from './patternProblem.ts';

/** Problems of every `redact`: a pattern that hides nothing, or all. */
export function redactProblems(runbook: Runbook, locator: Locator): Problem[] {
  const lists: { readonly patterns: readonly string[] | undefined; readonly path: Path }[] = [
    { patterns: runbook.redact, path: ['redact'] },
  ];
  for (const { part: gate, path } of allGates(runbook))
    lists.push({ patterns: gate.redact, path: [...path, 'redact'] });
  for (const { part: step, path } of plainSteps(runbook)) {
    lists.push({ patterns: step.redact, path: [...path, 'redact'] });
    for (const [index, show] of (step.confirm?.show ?? []).entries()) {
      lists.push({ patterns: show.redact, path: [...path, 'confirm', 'show', index, 'redact'] });
    }
  }
  return lists.flatMap(({ patterns = [], path }) =>
    patterns.flatMap((pattern, index) => patternProblem(pattern, locator.at([...path, index])) ?? []),
  );
}
