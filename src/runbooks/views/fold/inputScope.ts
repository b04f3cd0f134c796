// The inputs of a plan as the names that titles may use.
import type { CelValue, Scope } from '../../language/cel/CelValue.ts';
import { celDuration } from '../../language/cel/celDuration.ts';
import { parseDuration } from '../../language/duration.ts';
import type { Input, Runbook } from '../../language/schema.ts';
import { parseSize } from '../../language/size.ts';
import { isPerHost } from '../../plan/bindHostInputs.ts';
import type { InputValue, Plan } from '../../plan/Plan.ts';

/**
 * Every input that is no secret; one whose value does not fit its type, or is not the same on every host, is left out, so that
 * a title shows its placeholder.
 */
export function inputScope({ inputs }: Pick<Runbook, 'inputs'>, given: Pick<Plan, 'inputs' | 'hostInputs'>): Scope {
  const names: Record<string, CelValue> = {};
  for (const [name, input] of Object.entries(inputs)) {
    const bound = given.inputs[name] ?? (isPerHost(input) ? commonValue(given, name) : undefined);
    const value = bound === undefined ? undefined : celOf(input, bound);
    if (value !== undefined) names[name] = value;
  }
  return names;
}

/** What an input holds on all hosts. */
function commonValue({ hostInputs = {} }: Pick<Plan, 'hostInputs'>, name: string): InputValue | undefined {
  const [first, ...others] = Object.values(hostInputs).map((values) => values[name]);
  return others.every((other) => other === first) ? first : undefined;
}

function celOf(input: Input, given: InputValue): CelValue | undefined {
  if (typeof given === 'object') return undefined;
  switch (input.type) {
    case 'integer':
      return Number.isSafeInteger(Number(given)) ? BigInt(given) : undefined;
    case 'size':
      return typeof given === 'number' ? BigInt(given) : parseSize(String(given));
    case 'duration': {
      const milliseconds = typeof given === 'number' ? given : parseDuration(String(given));
      return milliseconds === undefined ? undefined : celDuration(milliseconds);
    }
    case 'number':
      return Number(given);
    case 'boolean':
      return given === true;
    case 'string':
    case 'enum':
      return String(given);
    case 'secret':
      return undefined;
  }
}
