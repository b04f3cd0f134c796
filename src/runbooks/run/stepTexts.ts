// Every text of a step that may use a name.
import type { Gate } from '../language/schema.ts';
import type { AnyStep } from './layout/Part.ts';

/** Scripts, expressions and templates of a step, for finding what it uses. */
export function stepTexts(step: AnyStep): readonly string[] {
  const found: string[] = [];
  // Where it stands is none of its texts.
  collect({ ...step, at: undefined, inner: undefined }, found);
  return found;
}

/** The same of a gate. */
export function gateTexts(gate: Gate): readonly string[] {
  const found: string[] = [];
  collect(gate, found);
  return found;
}

function collect(part: unknown, into: string[]): void {
  if (typeof part === 'string') into.push(part);
  else if (typeof part === 'object' && part !== null) for (const value of Object.values(part)) collect(value, into);
}
