// Without a person, every confirmation that may still be reached is answered before the first change, or nothing is changed.
import { evaluate } from '../../language/cel/evaluate.ts';
import type { Message } from '../../texts/Message.ts';
import type { AnyStep } from '../layout/Part.ts';
import type { RunState } from '../RunState.ts';
import { mustType, preparedFor, unanswered } from './confirmStage.ts';
import { confirmWanted } from './lookStage.ts';
import { spotsOf, type Spot } from './Spot.ts';

/** Why the first change may not be made, or undefined. `rest` are the steps from the first change on. */
export function firstChangeBlocked(state: RunState, rest: readonly AnyStep[]): Message | undefined {
  if (state.interactive || state.launches > 0) return undefined;
  for (const step of rest) {
    const spots = spotsOf(state, step).filter((spot) => spot.cell?.settled === undefined);
    const reached = spots.filter((spot) => mayRun(spot) && (confirmWanted(spot) || 'manual' in step));
    if (reached.length === 0) continue;
    const prepared = preparedFor(state, step.id);
    if (prepared === undefined) {
      if ('manual' in step) return { code: 'run.manual.unanswered', args: { step: step.id } };
      return unanswered(reached);
    }
    const wanted = mustType(reached);
    // What can't be known yet is compared when it is asked.
    if ('text' in wanted && wanted.text !== undefined && wanted.text !== prepared) {
      return { code: 'run.confirm.wrongText', args: { step: step.id, typed: prepared, wanted: wanted.text } };
    }
  }
  return undefined;
}

function mayRun(spot: Spot): boolean {
  if (spot.step.when === undefined) return true;
  const wanted = evaluate(spot.step.when, spot.scope);
  return !('value' in wanted && wanted.value === false);
}
