// Delete Run…: removes the journal of a run and all that belongs to it, after asking.
import { window } from 'vscode';
import type { Services } from '../Services.ts';
import { textOf } from './argument.ts';

/** `argument`: a row of the tree, or the id of a run. One that is being carried out is kept. */
export async function deleteRun(argument: unknown, { runs, texts, engine }: Services): Promise<void> {
  const id = textOf(argument, 'runId');
  const run = (await runs.list()).find((one) => one.id === id);
  if (run === undefined) return;
  const title = engine().visibleLine(run.problem === undefined ? run.title : run.id);
  const time = new Date(run.startedAt).toLocaleString(texts.locale);
  const yes = texts.say('commands.runs.deleteNow');
  const question = texts.say('commands.runs.delete', { title, time });
  if ((await window.showWarningMessage(question, { modal: true }, yes)) !== yes) return;
  if (!(await runs.delete(run.id))) void window.showWarningMessage(texts.say('commands.runs.owned'));
}
