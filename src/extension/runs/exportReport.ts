// Export Report…: a run as HTML, Markdown, JSON, JUnit or with all its evidence as a pack, in a file that the person names.
import { rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { commands as vscodeCommands, Uri, window, workspace } from 'vscode';
import type { Recorded, ReportFormat, StoredRun } from '../../runbooks/index.ts';
import { PersonProblem } from '../PersonProblem.ts';
import type { Services } from '../Services.ts';

const extensions: Readonly<Record<ReportFormat, string>> = { html: '.html', md: '.md', json: '.json', junit: '.xml' };

/** Writes the report and says where it is; nothing where the person names no file. */
export async function exportReport(id: string, recorded: readonly Recorded[], services: Services): Promise<void> {
  const { engine, texts, runs } = services;
  const folder = runs.folderOf(id).fsPath;
  // A recording that was played is kept nowhere, so there is nothing to pack. Without `gz`, which is all that VS Code's own
  // dialog sees of `.tar.gz`, it would add `.html` to the name.
  const packs = (await engine().isRun(folder)) ? { [texts.say('runs.pack')]: ['tar.gz', 'gz'] } : {};
  const base = workspace.workspaceFolders?.[0]?.uri;
  const uri = await window.showSaveDialog({
    ...(base === undefined ? {} : { defaultUri: Uri.joinPath(base, `${id}.html`) }),
    title: texts.say('runs.export'),
    filters: { HTML: ['html'], Markdown: ['md'], JSON: ['json'], 'JUnit XML': ['xml'], ...packs },
  });
  if (uri === undefined) return;
  const wanted = extname(uri.path).toLowerCase();
  if (wanted === '.gz') return exportPack({ id, folder }, uri, services);
  const format = engine().reportFormats.find((one) => extensions[one] === wanted) ?? 'html';
  const report = engine().reportOf(recorded, format, texts.locale);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(report));
  const open = texts.say('runs.openFile');
  const shown = engine().visibleLine(workspace.asRelativePath(uri));
  if ((await window.showInformationMessage(texts.say('runs.exported', { file: shown }), open)) === open) {
    await vscodeCommands.executeCommand('vscode.open', uri);
  }
}

/** A file on this machine is written whole or not at all; one that lives elsewhere is packed here first. */
async function exportPack(run: StoredRun, uri: Uri, { engine, texts, version }: Services): Promise<void> {
  const file = uri.scheme === 'file' ? uri.fsPath : join(run.folder, 'pack.tar.gz');
  try {
    await engine().writePack({ run, file, engine: version, locale: texts.locale });
    if (uri.scheme !== 'file') await workspace.fs.copy(Uri.file(file), uri, { overwrite: true });
    const shown = engine().visibleLine(workspace.asRelativePath(uri));
    void window.showInformationMessage(texts.say('runs.packed', { file: shown }));
  } catch (error) {
    if (!(error instanceof engine().PackError || error instanceof engine().JournalError)) throw error;
    const { code, args = {} } = error.said;
    throw new PersonProblem(engine().say(texts.locale, { code, args }), { cause: error });
  } finally {
    if (uri.scheme !== 'file') await rm(file, { force: true });
  }
}
