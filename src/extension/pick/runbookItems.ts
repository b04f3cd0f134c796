// The runbooks to choose from, by their titles.
import type { QuickPickItem } from 'vscode';
import type { RunbookFile } from '../files/RunbookFile.ts';
import type { Services } from '../Services.ts';

export interface RunbookItem extends QuickPickItem {
  readonly file: RunbookFile;
}

/** Those that can be run; one with errors says so and is refused when it is chosen. */
export async function runbookItems({ engine, texts, runbooks }: Services): Promise<readonly RunbookItem[]> {
  const { localise, readRunbook, visibleLine } = engine();
  const files = await runbooks.list();
  const read = files.map(async (file): Promise<RunbookItem> => {
    const name = visibleLine(file.name);
    const text = await runbooks.read(file.uri).catch(() => undefined);
    const value = text === undefined ? undefined : readRunbook({ uri: file.name, text }).value;
    const kind = file.shipped ? texts.say('pick.shipped') : undefined;
    if (value === undefined) return { file, label: `$(error) ${name}`, description: texts.say('pick.invalid') };
    const description = kind === undefined ? name : `${name} · ${kind}`;
    return { file, label: visibleLine(localise(value.title, texts.locale)), description };
  });
  return Promise.all(read);
}
