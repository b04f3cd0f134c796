// A runbook of the right shape, checked for whether it means anything: everything that can be known before it runs.
import { locatorOf } from '../document/Locator.ts';
import type { Node } from '../document/Node.ts';
import type { Problem } from '../document/Problem.ts';
import type { Runbook } from '../schema.ts';
import { placesOf } from '../scope/placesOf.ts';
import type { FindUsed } from '../scope/UsedRunbook.ts';
import { gateProblems } from './gateProblems.ts';
import { inputProblems } from './inputProblems.ts';
import { nameProblems } from './nameProblems.ts';
import { placeProblems } from './placeProblems.ts';
import { redactProblems } from './redactProblems.ts';
import { referenceProblems } from './referenceProblems.ts';
import { stepProblems } from './stepProblems.ts';
import { targetProblems } from './targetProblems.ts';
import { verdictProblems } from './verdictProblems.ts';

const CHECKS = [
  nameProblems,
  inputProblems,
  targetProblems,
  stepProblems,
  gateProblems,
  verdictProblems,
  referenceProblems,
  redactProblems,
] as const;

/** Problems of `runbook`, which was read from `root` of `text`. `lost` are names whose declarations could not be used. */
export function checkMeaning(
  runbook: Runbook,
  root: Node,
  text: string,
  lost: Iterable<string>,
  find?: FindUsed,
): Problem[] {
  const locator = locatorOf(root, text);
  return [
    ...CHECKS.flatMap((check) => check(runbook, locator)),
    ...placesOf(runbook, lost, find).flatMap((place) => placeProblems(place, locator)),
  ];
}
