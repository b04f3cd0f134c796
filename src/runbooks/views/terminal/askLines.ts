// What a person is asked, and what they answered.
import { say } from '../../texts/say.ts';
import type { ConfirmView, ManualView, StepView } from '../RunView.ts';
import { localise } from '../../language/localise.ts';
import { fitLine, indent, printed, toneStyles, words, wrapWords } from './Line.ts';
import type { Line } from './Line.ts';
import type { TerminalOptions } from './TerminalOptions.ts';

const shownLines = 12;

/** The step's questions: an open one with all that is shown with it, an answered one in a line. */
export function askLines(step: StepView, options: TerminalOptions): readonly Line[] {
  return indent(
    [
      ...step.confirms.flatMap((confirm) => confirmLines(confirm, options)),
      ...step.manuals.flatMap((manual) => manualLines(manual, options)),
    ],
    4,
  );
}

function confirmLines(confirm: ConfirmView, options: TerminalOptions): readonly Line[] {
  const { locale } = options;
  const { answer } = confirm;
  if (answer !== undefined) {
    const typed = answer.typed ?? '';
    const code = !answer.yes ? 'views.confirm.no' : typed === '' ? 'views.confirm.yes' : 'views.confirm.typed';
    const text = say(locale, { code, args: { by: answer.by, typed } });
    return wrapWords(text, options.width - 4, answer.yes ? { dim: true } : toneStyles.doubt);
  }
  const width = options.width - 4;
  return [
    ...wrapWords(localise(confirm.message, locale), width - 2, { bold: true }).map((line, index) =>
      index === 0 ? [...words('? ', toneStyles.doubt), ...line] : [...words('  '), ...line],
    ),
    ...confirm.shown.flatMap((shown) => [
      words(`  ${localise(shown.title, locale)} (${shown.host})`, { underline: true }),
      ...[shown.observation.stdout, shown.observation.stderr]
        .filter((text) => text !== '')
        .flatMap((text) => text.split('\n').slice(-shownLines))
        .map((line) => fitLine([...words('  │ ', { dim: true }), ...printed(line)], width)),
    ]),
    ...(confirm.mustType === undefined
      ? []
      : [
          words(
            `  ${say(locale, { code: 'views.confirm.mustType', args: { text: confirm.mustType } })}`,
            toneStyles.doubt,
          ),
        ]),
  ];
}

function manualLines(manual: ManualView, options: TerminalOptions): readonly Line[] {
  const { answer } = manual;
  if (answer !== undefined) {
    const code = answer.done ? 'views.manual.done' : 'views.manual.notDone';
    return [
      words(say(options.locale, { code, args: { by: answer.by } }), answer.done ? { dim: true } : toneStyles.doubt),
    ];
  }
  return [
    words(`? ${say(options.locale, { code: 'views.manual.asked' })}`, toneStyles.doubt),
    ...localise(manual.instructions, options.locale)
      .trimEnd()
      .split('\n')
      .flatMap((line) => indent(wrapWords(line, options.width - 6), 2)),
  ];
}
