// On which host a gate is, in few words.
import type { Locale } from '../../texts/say.ts';
import { say } from '../../texts/say.ts';
import type { GateView, StepView } from '../RunView.ts';
import { hostsOfRef } from './hostsOfRef.ts';
import { hostsText } from './rolesText.ts';

/** The host; of a gate that compares hosts the first of them; in a step where hosts take turns, whose turn it is ahead of it. */
export function hostText({ ref }: Pick<GateView, 'ref'>, locale: Locale, step?: StepView): string {
  const text = hostsText(hostsOfRef(ref), locale);
  const rounds = new Set(step?.cells.map((cell) => cell.step));
  if (step === undefined || rounds.size < 2) return text;
  const turn = step.cells.filter((cell) => cell.step === ref.step).map(({ host }) => host);
  return say(locale, { code: 'views.colon', args: { label: hostsText(turn, locale), text } });
}
