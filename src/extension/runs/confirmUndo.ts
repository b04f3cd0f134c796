// Undo…: shows what would be taken back, in which order and where that ends, and asks.
import { window } from 'vscode';
import { PersonProblem } from '../PersonProblem.ts';
import type { Services } from '../Services.ts';

/** Whether the person wants it. Throws a PersonProblem where there is nothing to take back. */
export async function confirmUndo(id: string, { runs, engine, texts }: Services): Promise<boolean> {
  const { localise, replay, stepOf, undoOf, viewRun, visibleLine } = engine();
  const recorded = await runs.recorded(id);
  const { steps, refused } = undoOf(replay(recorded));
  if (refused !== undefined) throw new PersonProblem(texts.say('runs.notUndoable', { id }));
  const view = viewRun(recorded);
  const lines = steps.map(({ step, hosts, how }) => {
    const title = visibleLine(localise(stepOf(view, step)?.title ?? step, texts.locale));
    return texts.say(`runs.undo.${how}`, { title, hosts: visibleLine(hosts.join(', ')) });
  });
  const title = visibleLine(localise(view.title, texts.locale));
  const yes = texts.say('runs.undo.now');
  const question = texts.say('runs.undo.ask', { title });
  return (await window.showWarningMessage(question, { modal: true, detail: lines.join('\n') }, yes)) === yes;
}
