// The inputs of a runbook that a step uses, bound when the step is come to.
import { render } from '../../language/render.ts';
import { bindInput } from '../../plan/bindInput.ts';
import type { InputValue } from '../../plan/Plan.ts';
import type { Message } from '../../texts/Message.ts';
import type { UsedStep } from '../layout/Part.ts';
import type { RunState } from '../RunState.ts';
import { scopeOf } from '../scopeOf.ts';

/** The values by name, or what is wrong with one. A secret of the runbook is the run's secret of the same name. */
export function bindUse(
  state: RunState,
  step: UsedStep,
): { readonly values: Readonly<Record<string, InputValue>> } | { readonly problem: Message } {
  const [host] = step.hosts;
  const scope = scopeOf(state, { at: step.at, step: step.id, ...(host === undefined ? {} : { host }) });
  const values: Record<string, InputValue> = {};
  for (const [name, input] of Object.entries(step.inner.runbook.inputs)) {
    if (input.type === 'secret') {
      values[name] = { secret: true };
      continue;
    }
    const given = step.inputs[name] ?? input.default;
    if (given === undefined) return { problem: { code: 'plan.input.missing', args: { name } } };
    const rendered = typeof given === 'string' ? render(given, scope) : { text: String(given) };
    if ('problem' in rendered) return rendered;
    const bound = bindInput(name, input, rendered.text);
    if ('problem' in bound) return bound;
    values[name] = bound.value;
  }
  return { values };
}
