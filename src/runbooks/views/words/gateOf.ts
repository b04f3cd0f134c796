// From a gate's reference to its view.
import type { GateRef } from '../../run/Event.ts';
import { withoutRounds } from '../../run/layout/withoutRounds.ts';
import type { GateView, RunView } from '../RunView.ts';
import { stepOf } from './stepOf.ts';

/** The gate that `ref` means, as it was looked at last; undefined where the view has none such. */
export function gateOf(view: RunView, ref: GateRef): GateView | undefined {
  return gatesAround(view, ref).find(
    (gate) =>
      gate.ref.part === ref.part &&
      gate.ref.index === ref.index &&
      gate.ref.step === ref.step &&
      gate.ref.host === ref.host,
  );
}

function gatesAround(view: RunView, { part, step: id, host, shared, index }: GateRef): readonly GateView[] {
  if (part === 'guard') {
    const using = id === undefined ? undefined : withoutRounds(id);
    return view.guards.find((guard) => guard.step === using && guard.index === index)?.gates ?? [];
  }
  if (id === undefined) {
    return [...view.preconditions, ...view.postconditions].flatMap((one) => (one.part === part ? one.gates : []));
  }
  const step = stepOf(view, id);
  if (shared === true || part === 'precondition' || part === 'postcondition') {
    return step?.conditions.flatMap(({ gates }) => gates) ?? [];
  }
  if (part === 'undo' || part === 'boundary') {
    return view.undos.find((undo) => undo.step === id && undo.host === host)?.gates ?? [];
  }
  return step?.cells.find((cell) => cell.step === id && cell.host === host)?.attempts.at(-1)?.gates ?? [];
}
