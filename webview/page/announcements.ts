// What a screen reader is told of a change: what ended or began, not every sample.
import type { LocalText } from '../../src/runbooks/language/schema.ts';
import type { CellState, RunView } from '../../src/runbooks/views/RunView.ts';
import type { Locale } from '../../src/runbooks/texts/say.ts';
import { agentText } from '../../src/runbooks/views/words/agentText.ts';
import { cellText } from '../../src/runbooks/views/words/cellText.ts';
import { localise } from '../../src/runbooks/language/localise.ts';
import { modeText } from '../../src/runbooks/views/words/modeText.ts';
import { visibleLine } from '../../src/runbooks/views/visible.ts';
import { say } from '../words/say.ts';

/** More at once would be read for minutes. */
const mostSentences = 4;
const told: readonly CellState[] = ['running', 'verifying', 'done', 'alreadySo', 'failed', 'blocked', 'unknown'];

/** Sentences on what happened between two views of the same run. */
export function announcements(before: RunView | undefined, after: RunView, locale: Locale): readonly string[] {
  if (before?.runId !== after.runId) return [];
  const title = (text: LocalText): string => visibleLine(localise(text, locale));
  const sentences: string[] = [];
  const earlier = new Map(before.steps.map((step) => [step.id, step]));
  for (const step of after.steps) {
    const was = earlier.get(step.id);
    if (was === step) continue;
    const states = new Map(was?.cells.map((cell) => [cell.host, cell.state]));
    for (const cell of step.cells) {
      if (states.get(cell.host) === cell.state || !told.includes(cell.state)) continue;
      const state = cellText(cell, after, locale);
      sentences.push(
        step.cells.length === 1
          ? say(locale, { code: 'page.said.step', args: { step: title(step.title), state } })
          : say(locale, {
              code: 'page.said.stepOn',
              args: { step: title(step.title), host: visibleLine(cell.host), state },
            }),
      );
    }
  }
  const toldOfAgent = agentText(before, locale);
  sentences.push(
    ...agentText(after, locale)
      .filter((text) => !toldOfAgent.includes(text))
      .map(visibleLine),
  );
  if (before.rollback === undefined && after.rollback !== undefined) {
    sentences.push(say(locale, { code: 'page.said.rollback' }));
  }
  if (before.outcome === undefined && after.outcome !== undefined) {
    sentences.push(say(locale, { code: 'page.said.outcome', args: { outcome: modeText(after, locale) } }));
  }
  return sentences.slice(-mostSentences);
}
