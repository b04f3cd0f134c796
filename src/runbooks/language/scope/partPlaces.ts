// The places of the smallest parts: texts, durations, scripts, expressions.
import type { Path } from '../document/Node.ts';
import { textPaths } from '../document/textPaths.ts';
import type { LocalText } from '../schema.ts';
import type { Names } from './Name.ts';
import type { Place } from './Place.ts';

/** A text with templates, in each of its languages. */
export function* textPlaces(text: LocalText | undefined, path: Path, names: Names): Generator<Place> {
  for (const one of textPaths(text, path)) yield { ...one, notation: 'template', names };
}

/** A duration, or a template that gives one. */
export function* durationPlaces(text: string | undefined, path: Path, names: Names): Generator<Place> {
  if (text !== undefined) yield { path, text, notation: 'duration', names };
}

/** A script; `probes` where it is a gate's. */
export function* scriptPlaces(text: string | undefined, path: Path, names: Names, probes = false): Generator<Place> {
  if (text !== undefined) yield { path, text, notation: 'sh', names, probes };
}

/** A condition; `asserts` where it has to depend on what was observed. */
export function* conditionPlaces(
  text: string | undefined,
  path: Path,
  names: Names,
  asserts = false,
): Generator<Place> {
  if (text !== undefined) yield { path, text, notation: 'cel', wants: 'bool', names, asserts };
}

/** An expression for a value that is kept. */
export function* valuePlaces(text: string | undefined, path: Path, names: Names): Generator<Place> {
  if (text !== undefined) yield { path, text, notation: 'cel', wants: 'value', names, asserts: false };
}
