// Export Report…: a run as HTML, Markdown, JSON or JUnit, in a file that the person names.
import { extname } from 'node:path';
import { commands as vscodeCommands, Uri, window, workspace } from 'vscode';
import type { Recorded, ReportFormat } from '../../runbooks/index.ts';
import type { Services } from '../Services.ts';

const extensions: Readonly<Record<ReportFormat, string>> = { html: '.html', md: '.md', json: '.json', junit: '.xml' };

/** Writes the report and says where it is; nothing where the person names no file. */
export async function exportReport(id: string, recorded: readonly Recorded[], services: Services): Promise<void> {
  const { engine, texts } = services;
  const base = workspace.workspaceFolders?.[0]?.uri;
  const uri = await window.showSaveDialog({
    ...(base === undefined ? {} : { defaultUri: Uri.joinPath(base, `${id}.html`) }),
    title: texts.say('runs.export'),
    filters: { HTML: ['html'], Markdown: ['md'], JSON: ['json'], 'JUnit XML': ['xml'] },
  });
  if (uri === undefined) return;
  const wanted = extname(uri.path).toLowerCase();
  const format = engine().reportFormats.find((one) => extensions[one] === wanted) ?? 'html';
  const report = engine().reportOf(recorded, format, texts.locale);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(report));
  const open = texts.say('runs.openFile');
  const shown = engine().visibleLine(workspace.asRelativePath(uri));
  if ((await window.showInformationMessage(texts.say('runs.exported', { file: shown }), open)) === open) {
    await vscodeCommands.executeCommand('vscode.open', uri);
  }
}
