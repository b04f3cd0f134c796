// What a capture holds as seen from a place of a run.
import { heldAs, type CaptureSource } from '../language/scope/capturesOf.ts';
import type { Value } from '../language/Value.ts';
import type { AnyStep } from './layout/Part.ts';
import type { Place } from './layout/Place.ts';
import { unfold } from './layout/unfold.ts';
import { captureKey, cellKey, type RunState } from './RunState.ts';

export type HeldCapture =
  | { readonly value: Value }
  /** `complete` where each host that was to capture one did. */
  | { readonly byHost: Readonly<Record<string, Value>>; readonly complete: boolean };

/** The value, or the values by host; undefined where nothing was captured, or it can't be told which is meant. */
export function heldCapture(
  state: RunState,
  source: CaptureSource,
  at: Place,
  host: string | undefined,
): HeldCapture | undefined {
  const made = state.captures[captureKey(at.frame.id, source.name)];
  if (made === undefined) return undefined;
  const held = heldAs(source, { roles: at.roles, rounds: at.rounds.map(({ each }) => each) });
  const steps = sourceSteps(state, source, at);
  const values = (step: AnyStep): readonly Value[] =>
    step.hosts.flatMap((one) => made.get(cellKey(step.id, one)) ?? []).slice(0, 1);
  switch (held) {
    case 'nothing':
      return undefined;
    case 'one': {
      const value = steps.flatMap(values)[0];
      return value === undefined ? undefined : { value };
    }
    case 'own': {
      const value = steps.flatMap((step) => made.get(cellKey(step.id, host ?? '')) ?? [])[0];
      return value === undefined ? undefined : { value };
    }
    case 'byHost':
      return mapped(steps.flatMap((step) => step.hosts.map((one) => [one, made.get(cellKey(step.id, one))] as const)));
    case 'byRound':
      return mapped(steps.map((step) => [step.at.rounds.at(-1)?.host ?? '', values(step)[0]] as const));
  }
}

function mapped(entries: readonly (readonly [string, Value | undefined])[]): HeldCapture | undefined {
  const held = entries.flatMap(([host, value]) => (value === undefined ? [] : [[host, value] as const]));
  return held.length === 0 ? undefined : { byHost: Object.fromEntries(held), complete: held.length === entries.length };
}

/** The step that makes it, once for each round; of rounds that the place is in too, only those. */
function sourceSteps(state: RunState, source: CaptureSource, { frame, rounds }: Place): readonly AnyStep[] {
  const found = unfold(state.plan).byStep.get(captureKey(frame.id, source.step)) ?? [];
  if (rounds.length === 0 || found.length < 2) return found;
  return found.filter((step) =>
    step.at.rounds.every(({ each, host }) => rounds.every((round) => round.each !== each || round.host === host)),
  );
}
