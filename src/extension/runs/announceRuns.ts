// Tells the person of a run that they don't see: when it needs them, and when it has ended.
import { window } from 'vscode';
import type { RunPages } from '../panel/RunPages.ts';
import type { Services } from '../Services.ts';
import type { ActiveRun } from './Runs.ts';
import { outcomeText } from './outcomeText.ts';

/** Says nothing of a run whose page is in sight: the page says it better. */
export function announceRun(run: ActiveRun, services: Services, pages: RunPages): void {
  const { texts, runs } = services;
  const { session } = run;
  const title = (): string =>
    services.engine().visibleLine(services.engine().localise(session.view.title, texts.locale));
  const tell = async (text: string, serious: boolean): Promise<void> => {
    if (pages.isVisible(session.id)) return;
    const show = texts.say('runs.show');
    const chosen = await (serious ? window.showWarningMessage(text, show) : window.showInformationMessage(text, show));
    if (chosen !== show) return;
    // A plan that has ended is nowhere but in its page.
    if (session.folder === undefined) pages.show(session);
    else await runs.show(session.id);
  };
  run.onAsked(() => void tell(texts.say('runs.needsYou', { title: title() }), true));
  void run.ended.then(() => {
    const { outcome, mode } = session.view;
    if (outcome === undefined) return;
    const text =
      mode === 'plan'
        ? texts.say('runs.planEnded', { title: title() })
        : texts.say('runs.ended', { title: title(), outcome: outcomeText(outcome, texts) });
    void tell(text, outcome !== 'succeeded' && outcome !== 'nothingToDo');
  });
}
