// Names that are taken: by the engine, by another declaration.
import { reservedNames } from '../cel/reservedNames.ts';
import type { Locator } from '../document/Locator.ts';
import type { Path } from '../document/Node.ts';
import type { Problem } from '../document/Problem.ts';
import type { Runbook } from '../schema.ts';
import { allSteps, plainSteps } from './parts.ts';

/** Problems of what inputs, roles, captures, steps, verdict rows and evidence files are called. */
export function nameProblems(runbook: Runbook, locator: Locator): Problem[] {
  return [
    ...declaredNames(runbook, locator),
    ...repeated(
      [...allSteps(runbook.steps)].map(({ part, path }) => ({ name: part.id, path: [...path, 'id'] })),
      'language.duplicateStep',
      locator,
    ),
    ...repeated(
      runbook.verdicts.map(({ id }, index) => ({ name: id, path: ['verdicts', index, 'id'] })),
      'language.duplicateVerdict',
      locator,
    ),
    ...repeated(
      [...plainSteps(runbook)].flatMap(({ part, path }) =>
        'run' in part && part.evidence !== undefined ? [{ name: part.evidence, path: [...path, 'evidence'] }] : [],
      ),
      'language.duplicateEvidence',
      locator,
    ),
  ];
}

/** Inputs, roles and captures share one space, since expressions and scripts have them all by name. */
function declaredNames(runbook: Runbook, locator: Locator): Problem[] {
  const problems: Problem[] = [];
  const taken = new Map<string, Path>();
  const declare = (name: string, path: Path): void => {
    const span = locator.key(path);
    if (reservedNames.has(name)) problems.push({ code: 'language.reservedName', span, args: { name } });
    else if (taken.has(name)) problems.push({ code: 'language.duplicateName', span, args: { name } });
    else taken.set(name, path);
  };
  for (const name of Object.keys(runbook.inputs)) declare(name, ['inputs', name]);
  for (const [role, { count }] of Object.entries(runbook.targets)) {
    declare(role, ['targets', role]);
    for (const variable of count === 1 ? [`${role}_host`, `${role}_hosts`] : [`${role}_hosts`]) {
      const other = taken.get(variable);
      if (other !== undefined) {
        problems.push({ code: 'language.roleVariableTaken', span: locator.key(other), args: { name: variable, role } });
      } else taken.set(variable, ['targets', role]);
    }
  }
  for (const { part, path } of plainSteps(runbook)) {
    for (const name of Object.keys(part.capture)) declare(name, [...path, 'capture', name]);
  }
  return problems;
}

function repeated(
  named: readonly { readonly name: string; readonly path: Path }[],
  code: Problem['code'],
  locator: Locator,
): Problem[] {
  const seen = new Set<string>();
  return named.flatMap(({ name, path }) => {
    if (seen.has(name)) return [{ code, span: locator.at(path), args: { name } }];
    seen.add(name);
    return [];
  });
}
