// What happens to the guards of a run.
import type { RunEventOf } from '../../run/Event.ts';
import { withoutRounds } from '../../run/layout/withoutRounds.ts';
import type { GuardView } from '../RunView.ts';
import { foldCondition } from './foldCondition.ts';
import type { GateEvent } from './foldGate.ts';

/** The guards with a look at one of them. */
export function foldGuard(guards: readonly GuardView[], event: GateEvent, at: number): readonly GuardView[] {
  return inGuard(guards, event, (guard) => foldCondition([guard], event, at)[0] ?? guard);
}

/** The guards with what one of them did. */
export function foldGuardFailure(
  guards: readonly GuardView[],
  event: RunEventOf<'guardFailed'>,
  at: number,
): readonly GuardView[] {
  const { host, then, inconclusive = false } = event;
  return inGuard(guards, event, (guard) => ({
    ...guard,
    failures: [...guard.failures, { at, host, then, inconclusive }],
  }));
}

function inGuard(
  guards: readonly GuardView[],
  { step, index }: { readonly step?: string; readonly index: number },
  turn: (guard: GuardView) => GuardView,
): readonly GuardView[] {
  const id = step === undefined ? undefined : withoutRounds(step);
  const found = guards.findIndex((guard) => guard.step === id && guard.index === index);
  const guard = guards[found];
  return guard === undefined ? guards : guards.with(found, turn(guard));
}
