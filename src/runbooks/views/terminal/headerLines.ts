// The first lines of a run: what, where, by whom.
import { say } from '../../texts/say.ts';
import type { RunView } from '../RunView.ts';
import { localise } from '../../language/localise.ts';
import { rolesText } from '../words/rolesText.ts';
import { words, wrapWords } from './Line.ts';
import type { Line } from './Line.ts';
import type { TerminalOptions } from './TerminalOptions.ts';

export function headerLines(view: RunView, options: TerminalOptions): readonly Line[] {
  const { locale, width } = options;
  const about = [view.plan?.name ?? '', rolesText(view, locale), view.by, view.runId]
    .filter((part) => part !== '')
    .join(' · ');
  const mode = view.mode === 'plan' ? wrapWords(say(locale, { code: 'views.mode.planning' }), width, { fg: 6 }) : [];
  return [
    ...wrapWords(localise(view.title, locale), width, { bold: true }),
    ...wrapWords(about, width, { dim: true }),
    ...mode,
    ...view.resumes.map((resume): Line =>
      words(say(locale, { code: 'views.event.resumed', args: { by: resume.by } }), { dim: true }),
    ),
  ];
}
