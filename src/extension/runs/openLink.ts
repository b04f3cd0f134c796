// Deep links: `…/open?runbook=NAME` opens a runbook's text, and never runs anything.
import { Uri, window, workspace } from 'vscode';
import { PersonProblem } from '../PersonProblem.ts';
import type { Services } from '../Services.ts';
import { isPlainPath } from './isPlainPath.ts';

/** A name of a shipped runbook, or a path within a workspace folder. Rejects with a PersonProblem where there is none. */
export async function openLink(link: Uri, services: Services): Promise<void> {
  const { runbooks, texts, engine } = services;
  const name = new URLSearchParams(link.query).get('runbook') ?? '';
  const refuse = (): PersonProblem =>
    new PersonProblem(texts.say('runs.linkUnknown', { name: engine().visibleLine(name).slice(0, 200) }));
  if (link.path !== '/open' || !isPlainPath(name)) throw refuse();
  const shipped = (await runbooks.list()).find((file) => file.shipped && file.name === name);
  const candidates = (workspace.workspaceFolders ?? []).map(({ uri }) => Uri.joinPath(uri, name));
  const found = shipped?.uri ?? (await firstThere(candidates));
  if (found === undefined) throw refuse();
  await window.showTextDocument(found);
}

async function firstThere(uris: readonly Uri[]): Promise<Uri | undefined> {
  for (const uri of uris) {
    const there = await workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (there) return uri;
  }
  return undefined;
}
