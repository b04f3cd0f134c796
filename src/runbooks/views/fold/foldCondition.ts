// What happens to a gate that belongs to no single host.
import type { ConditionView } from '../RunView.ts';
import { foldGate } from './foldGate.ts';
import type { GateEvent } from './foldGate.ts';

/** The conditions with `event` in the one that it is about. */
export function foldCondition<T extends ConditionView>(
  conditions: readonly T[],
  event: GateEvent,
  at: number,
): readonly T[] {
  const part = event.part === 'before' ? 'verify' : event.part;
  const index = conditions.findIndex((one) => one.part === part && one.index === event.index);
  const condition = conditions[index];
  if (condition === undefined) return conditions;
  const gates = foldGate(condition.gates, event, at);
  return conditions.with(
    index,
    event.type === 'gateOpened' ? { ...condition, title: event.title, gates } : { ...condition, gates },
  );
}
