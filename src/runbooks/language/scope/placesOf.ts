// Every text of a runbook that uses names, with the names it may use: walked in the order in which a run comes by.
import { checkExpression } from '../cel/checkExpression.ts';
import type { Path } from '../document/Node.ts';
import { evidenceOf } from '../evidenceOf.ts';
import { optionalCaptures } from '../optionalCaptures.ts';
import type { Runbook, Step, VerdictRow } from '../schema.ts';
import { baseNames, hostInputNames, OUTPUT_NAMES } from './baseNames.ts';
import type { Capture } from './Capture.ts';
import { captureSeenFrom } from './Capture.ts';
import { celTypes } from './celTypes.ts';
import { gatePlaces, gatesPlaces } from './gatePlaces.ts';
import type { Name, Names } from './Name.ts';
import { conditionPlaces, durationPlaces, textPlaces, valuePlaces } from './partPlaces.ts';
import type { Place } from './Place.ts';
import { rolesOf } from './rolesOf.ts';
import { placesBefore, placesOfOutput, placesOfUndo } from './stepPlaces.ts';
import { withNames } from './withNames.ts';

/** What the walk knows wherever it is. */
interface Walk {
  readonly runbook: Runbook;
  readonly base: Names;
  readonly optional: ReadonlySet<string>;
  /** Captures made so far, by name; the first of several of one name. */
  readonly captures: Map<string, Capture>;
}

/**
 * The places of `runbook`. `lost` are names declared by parts of the document that can't be used: they are known, and
 * nothing more.
 */
export function placesOf(runbook: Runbook, lost: Iterable<string> = []): readonly Place[] {
  const unknown = [...lost].map((name): [string, Name] => [name, { type: 'dyn', inShell: true }]);
  const base = withNames(withNames(unmade(runbook.steps), unknown), baseNames(runbook));
  return [...runbookPlaces({ runbook, base, optional: optionalCaptures(runbook), captures: new Map() })];
}

function* runbookPlaces(walk: Walk): Generator<Place> {
  const { runbook, base } = walk;
  const onHosts = (target?: string | readonly string[]): Names => namesOn(walk, rolesOf(target, runbook.targets));
  yield* textPlaces(runbook.title, ['title'], base);
  yield* durationPlaces(runbook.timeout, ['timeout'], base);
  yield* durationPlaces(runbook.defaults.timeout, ['defaults', 'timeout'], base);
  for (const [index, precondition] of runbook.preconditions.entries()) {
    const path = ['preconditions', index];
    if ('run' in precondition) yield* gatePlaces(precondition, path, onHosts(precondition.target));
    else {
      yield* textPlaces(precondition.title, [...path, 'title'], base);
      yield* textPlaces(precondition.because, [...path, 'because'], base);
      yield* textPlaces(precondition.override, [...path, 'override'], base);
      yield* inputPlaces(precondition.inputs, [...path, 'inputs'], base);
      yield* conditionPlaces(precondition.expect, [...path, 'expect'], withNames(base, [['verdict', VERDICT]]), false);
    }
  }
  for (const [index, guard] of runbook.guards.entries())
    yield* gatePlaces(guard, ['guards', index], onHosts(guard.target));
  yield* stepsPlaces(walk, runbook.steps, ['steps'], undefined);
  for (const [index, gate] of runbook.postconditions.entries()) {
    yield* gatePlaces(gate, ['postconditions', index], onHosts(gate.target));
  }
  const atTheEnd = namesOn(walk, undefined);
  for (const [index, verdict] of runbook.verdicts.entries()) {
    const path = ['verdicts', index];
    yield* conditionPlaces(verdict.when, [...path, 'when'], atTheEnd);
    yield* textPlaces(verdict.title, [...path, 'title'], atTheEnd);
    yield* evidencePlaces(verdict, [...path, 'because'], atTheEnd);
  }
}

/** Its labels are keys, or texts of a list. */
function* evidencePlaces(verdict: VerdictRow, path: Path, names: Names): Generator<Place> {
  const listed = Array.isArray(verdict.because);
  for (const [index, { title, value }] of evidenceOf(verdict).entries()) {
    if (listed) yield* textPlaces(title, [...path, index, 'title'], names);
    yield* valuePlaces(value, listed ? [...path, index, 'value'] : [...path, String(title)], names);
  }
}

const VERDICT: Name = { type: 'string', inShell: false };

function* stepsPlaces(walk: Walk, steps: readonly Step[], at: Path, each: string | undefined): Generator<Place> {
  for (const [index, step] of steps.entries()) {
    const path = [...at, index];
    if ('each' in step) {
      const names = namesOn(walk, [step.each], step.id);
      yield* textPlaces(step.title, [...path, 'title'], names);
      yield* conditionPlaces(step.when, [...path, 'when'], names);
      yield* durationPlaces(step.pause, [...path, 'pause'], names);
      yield* stepsPlaces(walk, step.steps, [...path, 'steps'], step.each);
      continue;
    }
    const roles = rolesOf(step.target, walk.runbook.targets, each);
    const before = namesOn(walk, roles, step.id);
    const seen = withNames(before, OUTPUT_NAMES);
    yield* placesBefore(step, path, before);
    if ('use' in step) yield* inputPlaces(step.inputs, [...path, 'inputs'], before);
    yield* placesOfOutput(step, path, seen);
    yield* placesOfUndo(step, path, withNames(before, ownCaptures(step)));
    for (const [name, text] of Object.entries(step.capture)) {
      if (!walk.captures.has(name)) walk.captures.set(name, captureOf(walk, { name, text, step, roles, seen }));
    }
    yield* gatesPlaces(step.verify, [...path, 'verify'], namesOn(walk, roles, step.id));
  }
}

/** Names on hosts of `roles`, or without a host; in a step, those of the step too. */
function namesOn(walk: Walk, roles: readonly string[] | undefined, step?: string): Names {
  const captures = [...walk.captures.values()].map((capture): [string, Name] => [
    capture.name,
    captureSeenFrom(capture, roles),
  ]);
  const own: [string, Name][] = [];
  if (roles !== undefined) own.push(['host', { type: 'string', inShell: true }], ...hostInputNames(walk.runbook));
  if (step !== undefined) own.push(['step_id', { type: 'string', inShell: true }]);
  return withNames(withNames(walk.base, captures), own);
}

function captureOf(
  walk: Walk,
  made: {
    readonly name: string;
    readonly text: string;
    readonly step: Exclude<Step, { each: string }>;
    readonly roles: readonly string[];
    readonly seen: Names;
  },
): Capture {
  const { name, text, step, roles, seen } = made;
  const checked = checkExpression(text, celTypes(seen));
  const oneHost = roles.length === 1 && walk.runbook.targets[roles[0] ?? '']?.count === 1;
  return {
    name,
    type: 'type' in checked ? checked.type : 'dyn',
    step: step.id,
    roles,
    // Where the roles are wrong that is said already, and the captures are taken as if they were right.
    single: oneHost || step.once || roles.length === 0,
    optional: walk.optional.has(name),
  };
}

/** Captures before they are made. */
function unmade(steps: readonly Step[]): Map<string, Name> {
  const names = new Map<string, Name>();
  for (const step of steps) {
    if ('each' in step) for (const [name, one] of unmade(step.steps)) names.set(name, one);
    else {
      for (const name of Object.keys(step.capture)) {
        names.set(name, {
          inShell: false,
          because: { code: 'language.notCapturedYet', args: { name, step: step.id } },
        });
      }
    }
  }
  return names;
}

/** An undo also runs for a step that was interrupted before it captured anything. */
function ownCaptures(step: Exclude<Step, { each: string }>): [string, Name][] {
  return Object.keys(step.capture).map((name) => [
    name,
    { inShell: false, because: { code: 'language.undoUsesCapture', args: { name } } },
  ]);
}

function* inputPlaces(
  inputs: Readonly<Record<string, string | number | boolean>> | undefined,
  path: Path,
  names: Names,
): Generator<Place> {
  for (const [name, value] of Object.entries(inputs ?? {})) {
    if (typeof value === 'string') yield* textPlaces(value, [...path, name], names);
  }
}
