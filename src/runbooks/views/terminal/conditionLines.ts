// A gate of the runbook itself, on all its hosts.
import { say } from '../../texts/say.ts';
import type { ConditionView } from '../RunView.ts';
import { explainCondition } from '../words/explain.ts';
import { gateTitle } from '../words/gateTitle.ts';
import { gateTone } from '../words/tone.ts';
import { explainLines } from './explainLines.ts';
import { gateLines } from './gateLines.ts';
import { indent, spread, toneSign, toneStyles, words } from './Line.ts';
import type { Line } from './Line.ts';
import type { TerminalOptions } from './TerminalOptions.ts';

const shownHosts = 5;

/** The condition as one line where all its hosts agree; each host that is not green below it. */
export function conditionLines(condition: ConditionView, options: TerminalOptions): readonly Line[] {
  const { gates } = condition;
  const title = gateTitle(condition, options.locale);
  const [only] = gates;
  if (only === undefined) return indent([words(`· ${title}`, toneStyles.idle)], 2);
  const explained = explainCondition(condition, options.locale);
  const shown = explained.slice(0, shownHosts);
  if (gates.length === 1)
    return [...gateLines(only, 2, options), ...shown.flatMap((why) => explainLines(why, 4, options))];
  const tone = gates.map(gateTone).sort((one, other) => rank(one) - rank(other))[0] ?? 'idle';
  const passed = gates.filter((gate) => gate.verdict === 'pass').length;
  return [
    ...indent(
      [
        spread(
          [...words(`${toneSign(tone, options.now)} `, toneStyles[tone]), ...words(title)],
          words(`${passed}/${gates.length}`, { dim: true }),
          options.width - 2,
        ),
      ],
      2,
    ),
    ...shown.flatMap((why) => [...indent([words(why.host, toneStyles.bad)], 4), ...explainLines(why, 6, options)]),
    ...(explained.length > shownHosts
      ? indent(
          [
            words(say(options.locale, { code: 'views.lines.more', args: { count: explained.length - shownHosts } }), {
              dim: true,
            }),
          ],
          4,
        )
      : []),
  ];
}

function rank(tone: ReturnType<typeof gateTone>): number {
  return ['bad', 'doubt', 'busy', 'good'].indexOf(tone);
}
