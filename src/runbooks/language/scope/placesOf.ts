// Every text of a runbook that uses names, with the names it may use: walked in the order in which a run comes by.
import { checkExpression } from '../cel/checkExpression.ts';
import type { Path } from '../document/Node.ts';
import { evidenceOf } from '../evidenceOf.ts';
import type { Runbook, Step, VerdictRow } from '../schema.ts';
import { baseNames, hostInputNames, OUTPUT_NAMES, roundNames } from './baseNames.ts';
import { captureSeenFrom, type Capture } from './Capture.ts';
import { capturesOf, type Viewpoint } from './capturesOf.ts';
import { celTypes } from './celTypes.ts';
import { gatePlaces, gatesPlaces, type GateNames } from './gatePlaces.ts';
import type { Name, Names } from './Name.ts';
import { conditionPlaces, durationPlaces, textPlaces, valuePlaces } from './partPlaces.ts';
import type { Place } from './Place.ts';
import { rolesOf } from './rolesOf.ts';
import { placesBefore, placesOfOutput, placesOfUndo } from './stepPlaces.ts';
import type { FindUsed } from './UsedRunbook.ts';
import { withNames } from './withNames.ts';

/** What the walk knows wherever it is. */
interface Walk {
  readonly runbook: Runbook;
  readonly base: Names;
  /** Captures made so far, by name; the first of several of one name. */
  readonly captures: Map<string, Capture>;
  readonly find: FindUsed;
  /** Names that were put together already: many places share theirs, and what checks them remembers by identity. */
  readonly known: Map<string, Names>;
}

/** An `each` that the walk is in. */
interface Round {
  readonly each: string;
  readonly role: string;
}

type PlainStep = Exclude<Step, { each: string }>;

const nothingAtHand: FindUsed = () => undefined;

/**
 * The places of `runbook`. `lost` are names declared by parts of the document that can't be used: they are known, and
 * nothing more. What is captured from a runbook that is not at hand is taken for right.
 */
export function placesOf(
  runbook: Runbook,
  lost: Iterable<string> = [],
  find: FindUsed = nothingAtHand,
): readonly Place[] {
  return [...runbookPlaces(walkOf(runbook, lost, find))];
}

/** The names at the end of `runbook`, its verdict among them: what a step that uses it may capture from. */
function namesAtEnd(runbook: Runbook, find: FindUsed): Names {
  const walk = walkOf(runbook, [], find);
  for (const _ of runbookPlaces(walk));
  return withNames(namesAt(walk, { roles: undefined, rounds: [] }), [['verdict', VERDICT]]);
}

function walkOf(runbook: Runbook, lost: Iterable<string>, find: FindUsed): Walk {
  const unknown = [...lost].map((name): [string, Name] => [name, { type: 'dyn', inShell: true }]);
  const base = withNames(withNames(unmade(runbook.steps), unknown), baseNames(runbook));
  return { runbook, base, captures: new Map(), find, known: new Map() };
}

function* runbookPlaces(walk: Walk): Generator<Place> {
  const { runbook, base } = walk;
  const gates = gateNames(walk, [], undefined);
  yield* textPlaces(runbook.title, ['title'], base);
  yield* durationPlaces(runbook.timeout, ['timeout'], base);
  yield* durationPlaces(runbook.defaults.timeout, ['defaults', 'timeout'], base);
  for (const [index, precondition] of runbook.preconditions.entries()) {
    const path = ['preconditions', index];
    if ('run' in precondition) yield* gatePlaces(precondition, path, gates);
    else {
      yield* textPlaces(precondition.title, [...path, 'title'], base);
      yield* textPlaces(precondition.because, [...path, 'because'], base);
      yield* textPlaces(precondition.override, [...path, 'override'], base);
      yield* inputPlaces(precondition.inputs, [...path, 'inputs'], base);
      yield* conditionPlaces(precondition.expect, [...path, 'expect'], withNames(base, [['verdict', VERDICT]]), false);
    }
  }
  for (const [index, guard] of runbook.guards.entries()) yield* gatePlaces(guard, ['guards', index], gates);
  yield* stepsPlaces(walk, runbook.steps, ['steps'], []);
  for (const [index, gate] of runbook.postconditions.entries()) {
    yield* gatePlaces(gate, ['postconditions', index], gates);
  }
  const atTheEnd = namesAt(walk, { roles: undefined, rounds: [], judging: true });
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
    yield* valuePlaces(
      value,
      listed ? [...path, index, 'value'] : [...path, typeof title === 'string' ? title : index],
      names,
    );
  }
}

const VERDICT: Name = { type: 'string', inShell: false };

function* stepsPlaces(walk: Walk, steps: readonly Step[], at: Path, rounds: readonly Round[]): Generator<Place> {
  for (const [index, step] of steps.entries()) {
    const path = [...at, index];
    if ('each' in step) {
      const within = [...rounds, { each: step.id, role: step.each }];
      yield* textPlaces(step.title, [...path, 'title'], walk.base);
      yield* conditionPlaces(step.when, [...path, 'when'], namesAt(walk, viewOf([step.each], within), within, step.id));
      yield* durationPlaces(step.pause, [...path, 'pause'], namesAt(walk, viewOf(undefined, rounds), rounds));
      yield* stepsPlaces(walk, step.steps, [...path, 'steps'], within);
      continue;
    }
    yield* 'use' in step ? usePlaces(walk, step, path, rounds) : plainPlaces(walk, step, path, rounds);
  }
}

function* plainPlaces(walk: Walk, step: PlainStep, path: Path, rounds: readonly Round[]): Generator<Place> {
  const roles = rolesOf(step.target, walk.runbook.targets, rounds.at(-1)?.role);
  const view = viewOf(roles, rounds);
  const before = namesAt(walk, view, rounds, step.id);
  const seen = withNames(before, OUTPUT_NAMES);
  yield* placesBefore(step, path, before, gateNames(walk, rounds, step));
  yield* placesOfOutput(step, path, seen);
  const own = ownCaptures(step);
  yield* placesOfUndo(step, path, withNames(before, own), gateNames(walk, rounds, step, own));
  makeCaptures(walk, step, seen);
  yield* gatesPlaces(step.verify, [...path, 'verify'], gateNames(walk, rounds, step));
}

/** A step that is another runbook is one step for all its hosts: outside `each` it has no `host`. */
function* usePlaces(
  walk: Walk,
  step: Extract<Step, { use: string }>,
  path: Path,
  rounds: readonly Round[],
): Generator<Place> {
  const role = rounds.at(-1)?.role;
  const before = namesAt(walk, viewOf(role === undefined ? undefined : [role], rounds), rounds, step.id);
  yield* placesBefore(step, path, before, gateNames(walk, rounds, step));
  yield* inputPlaces(step.inputs, [...path, 'inputs'], before);
  const used = walk.find(step.use);
  const atItsEnd = used === undefined ? undefined : namesAtEnd(used.runbook, used.find);
  if (atItsEnd !== undefined) {
    for (const [name, text] of Object.entries(step.capture)) {
      yield* valuePlaces(text, [...path, 'capture', name], atItsEnd);
    }
  }
  makeCaptures(walk, step, atItsEnd);
  yield* gatesPlaces(step.verify, [...path, 'verify'], gateNames(walk, rounds, step));
}

function viewOf(roles: readonly string[] | undefined, rounds: readonly Round[]): Viewpoint {
  return { roles, rounds: rounds.map(({ each }) => each) };
}

/** Names of a place; in a step, those of the step too. */
function namesAt(walk: Walk, view: Viewpoint, rounds: readonly Round[] = [], step?: string): Names {
  const key = JSON.stringify([view, step, walk.captures.size]);
  const names = walk.known.get(key) ?? namesOf(walk, view, rounds, step);
  walk.known.set(key, names);
  return names;
}

function namesOf(walk: Walk, view: Viewpoint, rounds: readonly Round[], step: string | undefined): Names {
  const captures = [...walk.captures.values()].map((capture): [string, Name] => [
    capture.name,
    captureSeenFrom(capture, view),
  ]);
  const own: [string, Name][] = rounds.flatMap(({ role }) => roundNames(role));
  if (view.roles !== undefined) own.push(['host', { type: 'string', inShell: true }], ...hostInputNames(walk.runbook));
  if (step !== undefined) own.push(['step_id', { type: 'string', inShell: true }]);
  return withNames(withNames(walk.base, captures), own);
}

/** The names of gates of `step`, or of the whole run: on the hosts of their own target, else on those of the step. */
function gateNames(
  walk: Walk,
  rounds: readonly Round[],
  step: PlainStep | undefined,
  more: readonly [string, Name][] = [],
): GateNames {
  const otherwise = step === undefined ? undefined : rolesOf(step.target, walk.runbook.targets, rounds.at(-1)?.role);
  const names = (roles: readonly string[] | undefined): Names => {
    const own = namesAt(walk, viewOf(roles, rounds), rounds, step?.id);
    return more.length === 0 ? own : withNames(own, more);
  };
  return {
    on: (target) =>
      names(target === undefined && otherwise !== undefined ? otherwise : rolesOf(target, walk.runbook.targets)),
    together: () => names(undefined),
  };
}

/** What `step` captures, typed by the names its expressions have; by none where those are not at hand. */
function makeCaptures(walk: Walk, step: PlainStep, names: Names | undefined): void {
  for (const [name, text] of Object.entries(step.capture)) {
    const source = capturesOf(walk.runbook).get(name);
    if (source === undefined || walk.captures.has(name)) continue;
    const checked = names === undefined ? undefined : checkExpression(text, celTypes(names));
    walk.captures.set(name, { ...source, type: checked !== undefined && 'type' in checked ? checked.type : 'dyn' });
  }
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
function ownCaptures(step: PlainStep): [string, Name][] {
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
