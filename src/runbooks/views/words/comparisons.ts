// What gates saw before a change and after it.
import type { Locale } from '../../texts/say.ts';
import type { GateView, RunView } from '../RunView.ts';
import { actualText } from './actualText.ts';
import { gateTitle } from './gateTitle.ts';
import { hostText } from './hostText.ts';
import { localise } from '../../language/localise.ts';

export interface Comparison {
  readonly step: string;
  readonly host: string;
  readonly title: string;
  readonly before: GateView;
  readonly after: GateView;
  readonly beforeText: string;
  readonly afterText: string;
}

/** A row for each gate that was looked at before its change too. */
export function comparisons(view: RunView, locale: Locale): readonly Comparison[] {
  return view.steps.flatMap((step) => {
    const lists = [
      ...step.cells.map((cell) => cell.attempts.at(-1)?.gates ?? []),
      ...step.conditions.map(({ gates }) => gates),
    ];
    return lists.flatMap((gates) =>
      gates
        .filter(({ ref }) => ref.part === 'verify')
        .flatMap((after): readonly Comparison[] => {
          const before = gates.find((gate) => isBefore(gate, after));
          if (before === undefined) return [];
          return [
            {
              step: localise(step.title, locale),
              host: hostText(after, locale, after.ref.shared === true ? step : undefined),
              title: gateTitle({ title: after.title, index: after.ref.index }, locale),
              before,
              after,
              beforeText: actualText(before, locale),
              afterText: actualText(after, locale),
            },
          ];
        }),
    );
  });
}

function isBefore({ ref }: GateView, after: GateView): boolean {
  const { index, host, step } = after.ref;
  return ref.part === 'before' && ref.index === index && ref.host === host && ref.step === step;
}
