// What is wrong between a runbook and one that it uses: inputs, roles, and what a precondition needs.
import { bindInput } from '../../plan/bindInput.ts';
import type { Locator } from '../document/Locator.ts';
import type { Problem } from '../document/Problem.ts';
import type { Runbook } from '../schema.ts';
import type { FindUsed } from '../scope/UsedRunbook.ts';
import { allSteps } from './parts.ts';
import { usesIn, type UseIn } from './usesIn.ts';

/** Problems of every `use` whose runbook is at hand. */
export function useProblems(runbook: Runbook, locator: Locator, find: FindUsed): Problem[] {
  return usesIn(runbook).flatMap((use) => {
    const used = find(use.use);
    if (used === undefined) return [];
    return [
      ...inputProblems(runbook, use, used.runbook, locator),
      ...roleProblems(runbook, use, used.runbook, locator),
      ...('expect' in use.by ? verdictProblems(use, used.runbook, locator, used.find) : []),
    ];
  });
}

function inputProblems(runbook: Runbook, use: UseIn, used: Runbook, locator: Locator): Problem[] {
  const given = use.by.inputs ?? {};
  const at = use.path.slice(0, -1);
  const known = Object.keys(used.inputs).join(', ') || '–';
  const unknown = Object.keys(given)
    .filter((name) => !Object.hasOwn(used.inputs, name))
    .map((name): Problem => ({
      code: 'language.useUnknownInput',
      span: locator.key([...at, 'inputs', name]),
      args: { name, known },
    }));
  const declared = Object.entries(used.inputs).flatMap(([name, input]): Problem[] => {
    const value = given[name];
    const span = value === undefined ? locator.at(use.path) : locator.at([...at, 'inputs', name]);
    if (input.type === 'secret') {
      const own = runbook.inputs[name]?.type === 'secret' && value === undefined;
      return own ? [] : [{ code: 'language.useSecret', span, args: { name } }];
    }
    if (value === undefined) {
      return input.default === undefined ? [{ code: 'language.useMissingInput', span, args: { name } }] : [];
    }
    if (String(value).includes('{{')) return [];
    const bound = bindInput(name, input, String(value));
    return 'problem' in bound ? [{ code: bound.problem.code, span, args: bound.problem.args ?? {} }] : [];
  });
  return [...unknown, ...declared];
}

function roleProblems(runbook: Runbook, use: UseIn, used: Runbook, locator: Locator): Problem[] {
  const given = use.by.targets ?? {};
  const at = use.path.slice(0, -1);
  const ours = Object.keys(runbook.targets);
  const known = Object.keys(used.targets).join(', ');
  const unknown = Object.keys(given)
    .filter((role) => !Object.hasOwn(used.targets, role))
    .map((role): Problem => ({
      code: 'language.useUnknownRole',
      span: locator.key([...at, 'targets', role]),
      args: { role, known },
    }));
  const declared = Object.entries(used.targets).flatMap(([role, { count }]): Problem[] => {
    const [only] = ours.length === 1 ? ours : [];
    const own = given[role] ?? (ours.includes(role) ? role : only);
    const span = given[role] === undefined ? locator.at(use.path) : locator.at([...at, 'targets', role]);
    if (own === undefined) return [{ code: 'language.useRoleMissing', span, args: { role, ours: ours.join(', ') } }];
    const has = own === use.each ? 1 : runbook.targets[own]?.count;
    if (count === undefined || has === count || !ours.includes(own)) return [];
    return [{ code: 'language.useRoleCount', span, args: { role, count, own } }];
  });
  return [...unknown, ...declared];
}

/** A precondition looks, and changes nothing; and it needs a verdict. */
function verdictProblems(use: UseIn, used: Runbook, locator: Locator, find: FindUsed): Problem[] {
  const span = locator.at(use.path);
  const changing = changingStep(used, find);
  if (changing !== undefined) return [{ code: 'language.useChanges', span, args: { use: use.use, step: changing } }];
  return used.verdicts.length === 0 ? [{ code: 'language.useNoVerdict', span, args: { use: use.use } }] : [];
}

function changingStep(runbook: Runbook, find: FindUsed): string | undefined {
  for (const { part } of allSteps(runbook.steps)) {
    if ('each' in part) continue;
    if (!('use' in part)) {
      if (part.effect !== 'read') return part.id;
      continue;
    }
    const used = find(part.use);
    if (used !== undefined && changingStep(used.runbook, used.find) !== undefined) return part.id;
  }
  return undefined;
}
