// A gate that belongs to no single host, on all those that it looks at.
import { say } from '../../texts/say.ts';
import type { ConditionView, StepView } from '../RunView.ts';
import { explainCondition } from '../words/explain.ts';
import { gateTitle } from '../words/gateTitle.ts';
import { gateTone } from '../words/tone.ts';
import { explainLines } from './explainLines.ts';
import { gateLines } from './gateLines.ts';
import { indent, spread, toneSign, toneStyles, words } from './Line.ts';
import type { Line } from './Line.ts';
import type { TerminalOptions } from './TerminalOptions.ts';

const shownHosts = 5;

export interface ConditionLinesOptions {
  /** How far to the right; 2 unless told. */
  readonly columns?: number;
  /** The step that it is for. */
  readonly step?: StepView;
  /** What stands for its own title. */
  readonly title?: string;
}

/** The condition as one line where all its hosts agree; each host that is not green below it. */
export function conditionLines(
  condition: ConditionView,
  options: TerminalOptions,
  { columns = 2, step, title = gateTitle(condition, options.locale) }: ConditionLinesOptions = {},
): readonly Line[] {
  const { gates } = condition;
  const [only] = gates;
  if (only === undefined) {
    const expected = words(condition.expected, { dim: true });
    return indent([spread(words(`· ${title}`, toneStyles.idle), expected, options.width - columns)], columns);
  }
  const explained = explainCondition(condition, options.locale, step);
  const shown = explained.slice(0, shownHosts);
  if (gates.length === 1)
    return [
      ...gateLines(only, columns, options, { title }),
      ...shown.flatMap((why) => explainLines(why, columns + 2, options)),
    ];
  const tone = gates.map(gateTone).sort((one, other) => rank(one) - rank(other))[0] ?? 'idle';
  const passed = gates.filter((gate) => gate.verdict === 'pass').length;
  return [
    ...indent(
      [
        spread(
          [...words(`${toneSign(tone, options.now)} `, toneStyles[tone]), ...words(title)],
          words(`${passed}/${gates.length}`, { dim: true }),
          options.width - columns,
        ),
      ],
      columns,
    ),
    ...shown.flatMap((why) => [
      ...indent([words(why.host, toneStyles.bad)], columns + 2),
      ...explainLines(why, columns + 4, options),
    ]),
    ...(explained.length > shownHosts
      ? indent(
          [
            words(say(options.locale, { code: 'views.lines.more', args: { count: explained.length - shownHosts } }), {
              dim: true,
            }),
          ],
          columns + 2,
        )
      : []),
  ];
}

function rank(tone: ReturnType<typeof gateTone>): number {
  return ['bad', 'doubt', 'busy', 'good'].indexOf(tone);
}
