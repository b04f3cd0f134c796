// Gates whose times do not go together, and guards of steps that are not there.
import { nearest } from '../../texts/nearest.ts';
import type { Locator } from '../document/Locator.ts';
import type { Problem } from '../document/Problem.ts';
import { parseDuration } from '../duration.ts';
import type { Runbook } from '../schema.ts';
import { allGates, allSteps } from './parts.ts';

/** Problems of all gates. */
export function gateProblems(runbook: Runbook, locator: Locator): Problem[] {
  const times = [...allGates(runbook)].flatMap(({ part: gate, path }): Problem[] => {
    const every = parseDuration(gate.every ?? '');
    if (every === undefined) return [];
    const key = (['stableFor', 'within'] as const).find((one) => {
      const limit = parseDuration(gate[one] ?? '');
      return limit !== undefined && every > limit;
    });
    if (key === undefined) return [];
    return [
      { code: 'language.everyTooLong', span: locator.at([...path, 'every']), args: { key, limit: gate[key] ?? '' } },
    ];
  });
  return [...times, ...guardedSteps(runbook, locator)];
}

function guardedSteps(runbook: Runbook, locator: Locator): Problem[] {
  if (!locator.isWhole(['steps'])) return [];
  const known = [...allSteps(runbook.steps)].map(({ part }) => part.id);
  return runbook.guards.flatMap((guard, index) =>
    (guard.during ?? []).flatMap((step, at): Problem[] => {
      if (known.includes(step)) return [];
      const span = locator.at(['guards', index, 'during', at]);
      const meant = nearest(step, known);
      if (meant === undefined) return [{ code: 'language.unknownStep', span, args: { step, known: known.join(', ') } }];
      return [{ code: 'language.unknownStepMeant', span, args: { step, meant }, fix: { span, newText: meant } }];
    }),
  );
}
