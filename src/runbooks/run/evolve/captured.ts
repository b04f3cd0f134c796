// What a step captured on a host.
import type { RunEventOf } from '../Event.ts';
import { unfold } from '../layout/unfold.ts';
import { captureKey, cellKey, type RunState } from '../RunState.ts';
import { KeyedMap } from './KeyedMap.ts';

/** The captures with those of `event`. */
export function captured({ captures, plan }: RunState, event: RunEventOf<'captured'>): RunState['captures'] {
  const frame = unfold(plan).byId.get(event.step)?.at.frame.id ?? '';
  const cell = cellKey(event.step, event.host);
  const made = Object.entries(event.values).map(([name, value]) => {
    const key = captureKey(frame, name);
    return [key, (captures[key] ?? KeyedMap.of()).with(cell, value)] as const;
  });
  return { ...captures, ...Object.fromEntries(made) };
}
