// The places of a gate.
import { checkExpression } from '../cel/checkExpression.ts';
import type { Path } from '../document/Node.ts';
import type { Gate } from '../schema.ts';
import { OUTPUT_NAMES } from './baseNames.ts';
import { celTypes } from './celTypes.ts';
import type { Name, Names } from './Name.ts';
import { conditionPlaces, durationPlaces, scriptPlaces, textPlaces, valuePlaces } from './partPlaces.ts';
import type { Place } from './Place.ts';
import { withNames } from './withNames.ts';

/** The places of several gates at `path`. */
export function* gatesPlaces(gates: readonly Gate[], path: Path, names: Names): Generator<Place> {
  for (const [index, gate] of gates.entries()) yield* gatePlaces(gate, [...path, index], names);
}

/** The places of the gate at `path`; `names` are those of where it stands. */
export function* gatePlaces(gate: Gate, path: Path, names: Names): Generator<Place> {
  const seen = withNames(names, OUTPUT_NAMES);
  yield* textPlaces(gate.title, [...path, 'title'], names);
  yield* textPlaces(gate.because, [...path, 'because'], names);
  yield* scriptPlaces(gate.run, [...path, 'run'], names, true);
  yield* valuePlaces(gate.value, [...path, 'value'], seen);
  yield* conditionPlaces(gate.expect, [...path, 'expect'], withNames(seen, measured(gate.value, seen)), true);
  for (const key of ['every', 'within', 'stableFor', 'timeout'] as const) {
    yield* durationPlaces(gate[key], [...path, key], names);
  }
}

/** What was measured, now and before; there only where something is. */
function measured(value: string | undefined, seen: Names): [string, Name][] {
  if (value === undefined) return [];
  const checked = checkExpression(value, celTypes(seen));
  const type = 'type' in checked ? checked.type : 'dyn';
  const now = ['value', 'previous', 'first'].map((name): [string, Name] => [name, { type, inShell: false }]);
  return [...now, ['values', { type: `map<string, ${type}>`, inShell: false }]];
}
