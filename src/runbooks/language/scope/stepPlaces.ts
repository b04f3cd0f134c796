// The places of a step, by when in the step they come.
import type { Path } from '../document/Node.ts';
import type { Step } from '../schema.ts';
import { gatesPlaces, type GateNames } from './gatePlaces.ts';
import type { Names } from './Name.ts';
import { conditionPlaces, durationPlaces, scriptPlaces, textPlaces, valuePlaces } from './partPlaces.ts';
import type { Place } from './Place.ts';

type PlainStep = Exclude<Step, { each: string }>;

/** Up to and with its script, where nothing has been captured by it. */
export function* placesBefore(step: PlainStep, path: Path, names: Names, gates: GateNames): Generator<Place> {
  yield* textPlaces(step.title, [...path, 'title'], names);
  yield* textPlaces(step.because, [...path, 'because'], names);
  yield* conditionPlaces(step.when, [...path, 'when'], names);
  yield* scriptPlaces(step.check, [...path, 'check'], names, true);
  if (step.confirm !== undefined) {
    const at = [...path, 'confirm'];
    yield* conditionPlaces(step.confirm.when, [...at, 'when'], names);
    yield* textPlaces(step.confirm.message, [...at, 'message'], names);
    for (const [index, show] of step.confirm.show.entries()) {
      yield* textPlaces(show.title, [...at, 'show', index, 'title'], names);
      yield* scriptPlaces(show.run, [...at, 'show', index, 'run'], names);
    }
    yield* textPlaces(step.confirm.type, [...at, 'type'], names);
  }
  if (step.limit !== undefined) {
    yield* durationPlaces(step.limit.within, [...path, 'limit', 'within'], names);
    yield* textPlaces(step.limit.key, [...path, 'limit', 'key'], names);
  }
  yield* gatesPlaces(step.require, [...path, 'require'], gates);
  yield* durationPlaces(step.timeout, [...path, 'timeout'], names);
  yield* durationPlaces(step.onFailure.retry?.delay, [...path, 'onFailure', 'retry', 'delay'], names);
  if ('run' in step) yield* scriptPlaces(step.run, [...path, 'run'], names);
  if ('manual' in step) yield* textPlaces(step.manual, [...path, 'manual'], names);
  if ('file' in step) {
    yield* textPlaces(step.file.path, [...path, 'file', 'path'], names);
    if (!step.file.raw) yield* textPlaces(step.file.content, [...path, 'file', 'content'], names);
    yield* scriptPlaces(step.file.apply, [...path, 'file', 'apply'], names);
  }
}

/** What is made of its output. A read may take any exit code for good; a change may not. */
export function* placesOfOutput(step: PlainStep, path: Path, names: Names): Generator<Place> {
  if ('run' in step) yield* conditionPlaces(step.expect, [...path, 'expect'], names, step.effect !== 'read');
  for (const [name, text] of Object.entries(step.capture)) yield* valuePlaces(text, [...path, 'capture', name], names);
}

/** Its undo. */
export function* placesOfUndo({ undo }: PlainStep, path: Path, names: Names, gates: GateNames): Generator<Place> {
  if (undo === undefined || undo === 'none') return;
  const at = [...path, 'undo'];
  if ('boundary' in undo) yield* textPlaces(undo.boundary, [...at, 'boundary'], names);
  else {
    yield* scriptPlaces(undo.run, [...at, 'run'], names);
    yield* durationPlaces(undo.timeout, [...at, 'timeout'], names);
  }
  yield* gatesPlaces(undo.verify, [...at, 'verify'], gates);
}
