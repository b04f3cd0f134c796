// Open Runbook…: the one that was pointed at or named, else one from a list.
import { window } from 'vscode';
import type { Services } from '../Services.ts';
import { uriOf } from './argument.ts';

/** Opens its text. `argument`: a URI, a row of the tree, or a name such as `mcsmanager/recover-daemon`. */
export async function openRunbook(argument: unknown, { runbooks, texts, engine }: Services): Promise<void> {
  const uri = uriOf(argument);
  if (uri !== undefined) {
    await window.showTextDocument(uri);
    return;
  }
  const files = await runbooks.list();
  if (typeof argument === 'string') {
    const named = files.find(({ name }) => name === argument);
    if (named !== undefined) await window.showTextDocument(named.uri);
    else {
      const name = engine().visibleLine(argument);
      void window.showErrorMessage(texts.say('commands.open.none', { name }));
    }
    return;
  }
  const items = files.map((file) => ({
    label: engine().visibleLine(file.name),
    ...(file.shipped ? { description: texts.say('views.runbooks.shipped') } : {}),
    file,
  }));
  const picked = await window.showQuickPick(items, {
    placeHolder: texts.say('commands.open.pick'),
    matchOnDescription: true,
  });
  if (picked !== undefined) await window.showTextDocument(picked.file.uri);
}
