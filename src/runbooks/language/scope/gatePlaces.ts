// The places of a gate.
import { checkExpression } from '../cel/checkExpression.ts';
import type { Path } from '../document/Node.ts';
import { isJointGate } from '../jointGate.ts';
import type { Gate } from '../schema.ts';
import { OUTPUT_NAMES } from './baseNames.ts';
import { celTypes } from './celTypes.ts';
import type { Name, Names } from './Name.ts';
import { conditionPlaces, durationPlaces, scriptPlaces, textPlaces, valuePlaces } from './partPlaces.ts';
import type { Place } from './Place.ts';
import { withNames } from './withNames.ts';

/** The names that a gate has: by its `target`, or about all its hosts together. */
export interface GateNames {
  on(target: Gate['target']): Names;
  together(): Names;
}

/** The places of several gates at `path`. */
export function* gatesPlaces(gates: readonly Gate[], path: Path, names: GateNames): Generator<Place> {
  for (const [index, gate] of gates.entries()) yield* gatePlaces(gate, [...path, index], names);
}

/** The places of the gate at `path`. */
export function* gatePlaces(gate: Gate, path: Path, at: GateNames): Generator<Place> {
  const names = at.on(gate.target);
  const seen = withNames(names, OUTPUT_NAMES);
  const joint = isJointGate(gate);
  const about = joint ? at.together() : names;
  yield* textPlaces(gate.title, [...path, 'title'], about);
  yield* textPlaces(gate.because, [...path, 'because'], about);
  yield* scriptPlaces(gate.run, [...path, 'run'], names, true);
  yield* valuePlaces(gate.value, [...path, 'value'], seen);
  const expecting = joint ? withNames(about, compared(gate.value, seen)) : withNames(seen, measured(gate.value, seen));
  yield* conditionPlaces(gate.expect, [...path, 'expect'], expecting, true);
  for (const key of ['every', 'within', 'stableFor', 'timeout'] as const) {
    yield* durationPlaces(gate[key], [...path, key], about);
  }
}

/** What was measured, now and before; there only where something is. */
function measured(value: string | undefined, seen: Names): [string, Name][] {
  if (value === undefined) return [];
  const type = measuredType(value, seen);
  const now = ['value', 'previous', 'first'].map((name): [string, Name] => [name, { type, inShell: false }]);
  return [...now, ['values', { type: `map<string, ${type}>`, inShell: false }]];
}

/** What was measured on each host; names that are of one host have no meaning beside it. */
function compared(value: string | undefined, seen: Names): [string, Name][] {
  if (value === undefined) return [];
  const ofOneHost = ['value', 'previous', 'first', 'exit', 'stdout', 'stderr', 'host'].map((name): [string, Name] => [
    name,
    { inShell: false, because: { code: 'language.ofOneHost', args: { name } } },
  ]);
  return [...ofOneHost, ['values', { type: `map<string, ${measuredType(value, seen)}>`, inShell: false }]];
}

function measuredType(value: string, seen: Names): string {
  const checked = checkExpression(value, celTypes(seen));
  return 'type' in checked ? checked.type : 'dyn';
}
