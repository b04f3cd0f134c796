// The last word of a run: outcome or verdict in one sentence, with its evidence and the next move.
import { say } from '../../texts/say.ts';
import type { RunView } from '../RunView.ts';
import { explainRun } from '../words/explain.ts';
import type { Explanation } from '../words/explain.ts';
import { modeText } from '../words/modeText.ts';
import { nextMove } from '../words/nextMove.ts';
import { spanText } from '../words/spanText.ts';
import { runTone } from '../words/tone.ts';
import { verdictLines } from '../words/verdictLines.ts';
import { displayWidth } from './displayWidth.ts';
import { labelled, nextLines } from './explainLines.ts';
import { indent, printed, spread, fitLine, toneSign, toneStyles, words, wrapWords } from './Line.ts';
import type { Line } from './Line.ts';
import type { TerminalOptions } from './TerminalOptions.ts';

const evidenceLines = 6;

export function closingLines(view: RunView, options: TerminalOptions): readonly Line[] {
  const { locale, width } = options;
  const tone = runTone(view);
  const took = spanText((view.endedAt ?? view.lastAt) - view.startedAt, locale);
  const code = say(locale, { code: 'views.exit.code', args: { code: view.code ?? 0 } });
  return [
    [],
    words('─'.repeat(width), toneStyles[tone]),
    ...verdict(view, options),
    spread(
      words(`${toneSign(tone, 0)} ${modeText(view, locale)}`, { ...toneStyles[tone], bold: true }),
      words(`${code} · ${took}`, { dim: true }),
      width,
    ),
    ...why(view, options),
    ...indent(nextLines(nextMove(view, locale), width - 2, options), 2),
  ];
}

// The first thing that went wrong is the one to look at; the others are above, each at its place.
function why(view: RunView, options: TerminalOptions): readonly Line[] {
  const [first, ...others] = explainRun(view, options.locale);
  const reason = view.reason === undefined ? undefined : say(options.locale, view.reason);
  const sentence =
    first === undefined || view.outcome === 'cancelled' ? reason : withOthers(first, others.length, view, options);
  if (sentence === undefined || view.outcome === 'succeeded' || view.outcome === 'nothingToDo') return [];
  return indent(labelled('views.label.why', sentence, options.width - 2, options, { bold: true }), 2);
}

function withOthers(first: Explanation, others: number, view: RunView, options: TerminalOptions): string {
  const why =
    view.hosts.length > 1
      ? say(options.locale, { code: 'views.colon', args: { label: first.host, text: first.why } })
      : first.why;
  return others === 0 ? why : say(options.locale, { code: 'views.why.andMore', args: { why, count: others } });
}

function verdict(view: RunView, options: TerminalOptions): readonly Line[] {
  if (view.verdict === undefined) return [];
  const { title, evidence, notExcluded } = verdictLines(view, view.verdict, options.locale);
  const { width } = options;
  const heading = `${say(options.locale, { code: 'views.triage.verdict' })}  `;
  const labels = Math.max(0, ...evidence.map(({ label }) => displayWidth(label))) + 2;
  return [
    ...indent(
      wrapWords(title, width - displayWidth(heading), { bold: true, fg: view.verdict.id === undefined ? 3 : 6 }),
      displayWidth(heading),
      words(heading, { dim: true }),
    ),
    ...evidence.flatMap(({ label, text }) =>
      indent(
        text
          .split('\n')
          .slice(0, evidenceLines)
          .map((line) => fitLine(printed(line), width - labels - 2)),
        labels + 2,
        words(`  ${label}`, { dim: true }),
      ),
    ),
    ...notExcluded.flatMap((text) => indent(wrapWords(text, width - 2, toneStyles.doubt), 2)),
  ];
}
