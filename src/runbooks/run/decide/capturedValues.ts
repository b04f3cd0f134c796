// What a step's `capture` yields.
import { evaluate } from '../../language/cel/evaluate.ts';
import type { Scope } from '../../language/cel/CelValue.ts';
import { toValue } from '../../language/cel/toValue.ts';
import type { Value } from '../../language/Value.ts';
import type { Message } from '../../texts/Message.ts';

/** All values by name, or why one can't be had. */
export function capturedValues(
  capture: Readonly<Record<string, string>>,
  scope: Scope,
): { readonly values: Readonly<Record<string, Value>> } | { readonly problem: Message } {
  const values: Record<string, Value> = {};
  for (const [name, expression] of Object.entries(capture)) {
    const evaluated = evaluate(expression, scope);
    if ('problem' in evaluated) return evaluated;
    const value = toValue(evaluated.value);
    if (value === undefined) return { problem: { code: 'run.capture.type', args: { name } } };
    values[name] = value;
  }
  return { values };
}
