// The verdict of a runbook's table, in words.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { RunView, VerdictView } from '../RunView.ts';
import { localise } from '../../language/localise.ts';
import { seriesOf } from './seriesOf.ts';
import type { Series } from './seriesOf.ts';
import { valueText } from './valueText.ts';

/** What a verdict rests on; a measure over time can be drawn. */
export interface Evidence {
  readonly label: string;
  readonly text: string;
  readonly series: Series | undefined;
}

/** Its sentence, the evidence by label, and a sentence for each row that is not excluded. */
export interface VerdictText {
  readonly title: string;
  readonly evidence: readonly Evidence[];
  readonly notExcluded: readonly string[];
}

export function verdictLines(view: RunView, verdict: VerdictView, locale: Locale): VerdictText {
  const rows = view.plan?.runbook.verdicts ?? [];
  const titleOf = (id: string): string => localise(rows.find((row) => row.id === id)?.title ?? id, locale);
  return {
    title:
      verdict.id === undefined
        ? say(locale, { code: 'views.triage.inconclusive' })
        : localise(verdict.title ?? verdict.id, locale),
    evidence: verdict.because.map(({ label, value }) => ({
      label: localise(label, locale),
      text: valueText(value) || say(locale, { code: 'views.triage.nothing' }),
      series: seriesOf(value),
    })),
    notExcluded: verdict.notExcluded.map(({ id, reason }) =>
      say(locale, { code: 'views.triage.notExcluded', args: { title: titleOf(id), reason: say(locale, reason) } }),
    ),
  };
}
