// References to other runbooks, as far as they can be judged without them.
import type { Locator } from '../document/Locator.ts';
import type { Problem } from '../document/Problem.ts';
import type { Runbook } from '../schema.ts';
import { usesIn } from './usesIn.ts';

/** Problems of every `use`: a runbook uses only what lies in its folder or below. */
export function referenceProblems(runbook: Runbook, locator: Locator): Problem[] {
  return usesIn(runbook).flatMap(({ use, path, escapes, isRunbook }): Problem[] => {
    if (escapes) return [{ code: 'language.useEscapes', span: locator.at(path), args: { use } }];
    return isRunbook ? [] : [{ code: 'language.useNoRunbook', span: locator.at(path), args: { use } }];
  });
}
