// A guard, as lines: how it stands now, what it did, and in a plan what it would do.
import type { GuardView, RunView } from '../RunView.ts';
import { guardDeeds, guardRule, guardTitle } from '../words/guardText.ts';
import { conditionLines } from './conditionLines.ts';
import { indent, toneStyles, wrapWords } from './Line.ts';
import type { Line } from './Line.ts';
import type { TerminalOptions } from './TerminalOptions.ts';

export function guardLines(guard: GuardView, view: RunView, options: TerminalOptions): readonly Line[] {
  const { locale, width } = options;
  const rule = guard.gates.length === 0 ? wrapWords(guardRule(guard, locale), width - 4, { dim: true }) : [];
  const deeds = guardDeeds(guard, view, locale).flatMap((deed) => wrapWords(`! ${deed}`, width - 4, toneStyles.doubt));
  return [
    ...conditionLines(guard, options, { title: guardTitle(guard, view, locale) }),
    ...indent([...rule, ...deeds], 4),
  ];
}
