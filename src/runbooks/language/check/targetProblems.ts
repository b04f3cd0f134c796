// Roles that are meant by what runs on them.
import { nearest } from '../../texts/nearest.ts';
import type { Locator } from '../document/Locator.ts';
import type { Path } from '../document/Node.ts';
import type { Problem } from '../document/Problem.ts';
import type { Runbook } from '../schema.ts';
import { allGates, allSteps, plainSteps } from './parts.ts';

/** Problems of `targets`, of every `target` and `each`, and of those that are missing. */
export function targetProblems(runbook: Runbook, locator: Locator): Problem[] {
  if (!locator.isWhole(['targets'])) return [];
  const roles = Object.keys(runbook.targets);
  if (roles.length === 0) return [{ code: 'language.noRole', span: locator.key(['targets']) }];
  const problems: Problem[] = [];
  const refer = (role: string, path: Path): void => {
    if (!roles.includes(role)) problems.push(unknownRole(role, roles, locator.at(path)));
  };
  const referAll = (target: string | readonly string[], path: Path): void => {
    if (typeof target === 'string') refer(target, path);
    else for (const [index, role] of target.entries()) refer(role, [...path, index]);
  };
  const required = (path: Path): void => {
    if (roles.length > 1)
      problems.push({ code: 'language.targetRequired', span: locator.at(path), args: { roles: roles.join(', ') } });
  };

  for (const { part: step, path, each, around } of allSteps(runbook.steps)) {
    if ('each' in step) {
      refer(step.each, [...path, 'each']);
      if (around.includes(step.each)) {
        problems.push({ code: 'language.eachTwice', span: locator.at([...path, 'each']), args: { role: step.each } });
      }
    } else if (step.target !== undefined) referAll(step.target, [...path, 'target']);
    else if (each === undefined && !('use' in step)) required([...path, 'id']);
    if ('use' in step)
      for (const [theirs, ours] of Object.entries(step.targets)) refer(ours, [...path, 'targets', theirs]);
  }
  const inEach = new Set([...plainSteps(runbook)].filter(({ each }) => each !== undefined).map(({ part }) => part));
  for (const { part: gate, path, step } of allGates(runbook)) {
    if (gate.target !== undefined) referAll(gate.target, [...path, 'target']);
    else if (step === undefined || ('use' in step && !inEach.has(step))) required([...path, 'run']);
  }
  for (const [index, precondition] of runbook.preconditions.entries()) {
    if (!('use' in precondition)) continue;
    for (const [theirs, ours] of Object.entries(precondition.targets ?? {})) {
      refer(ours, ['preconditions', index, 'targets', theirs]);
    }
  }
  return problems;
}

function unknownRole(role: string, roles: readonly string[], span: Problem['span']): Problem {
  const meant = nearest(role, roles);
  return meant === undefined
    ? { code: 'language.unknownRole', span, args: { role, known: roles.join(', ') } }
    : { code: 'language.unknownRoleMeant', span, args: { role, meant }, fix: { span, newText: meant } };
}
