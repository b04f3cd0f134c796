// Check All Runbooks: every runbook read and checked, the findings in the Problems panel and summed up in one sentence.
import { setImmediate } from 'node:timers/promises';
import {
  commands as vscodeCommands,
  Diagnostic,
  DiagnosticSeverity,
  languages,
  ProgressLocation,
  Range,
  window,
  workspace,
  type ExtensionContext,
  type Uri,
} from 'vscode';
import { runbookGlobs } from '../../files/runbookGlobs.ts';
import type { RunbookFile } from '../../files/RunbookFile.ts';
import { commands } from '../../ids.ts';
import { readTogether } from '../../language/readTogether.ts';
import type { Services } from '../../Services.ts';
import { sumUp } from './sumUp.ts';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

/**
 * The command. Its findings are of files that no editor shows: an open document's are kept as it is typed, so they give way
 * when one is opened, and go when the file changes.
 */
export function createCheckAll(context: ExtensionContext, services: Services): () => Promise<void> {
  const { engine, texts, runbooks } = services;
  const collection = languages.createDiagnosticCollection(commands.checkAll);
  const isOpen = (uri: Uri): boolean => workspace.textDocuments.some((one) => one.uri.toString() === uri.toString());
  context.subscriptions.push(
    collection,
    workspace.onDidOpenTextDocument(({ uri }) => collection.delete(uri)),
    workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => collection.delete(uri))),
  );

  const textOf = async (uri: Uri): Promise<string> =>
    workspace.textDocuments.find((one) => one.uri.toString() === uri.toString())?.getText() ?? runbooks.read(uri);

  const check = async (file: RunbookFile): Promise<readonly Diagnostic[]> => {
    try {
      const { findings } = await readTogether(file.uri, await textOf(file.uri), services);
      return findings.map(({ code, args, range: { start, end }, severity }) => {
        const range = new Range(start.line, start.character, end.line, end.character);
        const shown = new Diagnostic(range, engine().visible(texts.tell({ code, args })), severities[severity]);
        shown.source = 'runbook';
        shown.code = code;
        return shown;
      });
    } catch (error) {
      const why = engine().visibleLine(error instanceof Error ? error.message : String(error));
      return [new Diagnostic(new Range(0, 0, 0, 0), texts.say('commands.check.unreadable', { why }))];
    }
  };

  return async () => {
    collection.clear();
    const found = await window.withProgress(
      { location: ProgressLocation.Window, title: texts.say('commands.check.progress') },
      async () => {
        const all: (readonly Diagnostic[])[] = [];
        for (const file of await runbooks.list()) {
          const diagnostics = await check(file);
          if (!isOpen(file.uri)) collection.set(file.uri, diagnostics);
          all.push(diagnostics);
          // There may be hundreds: others get their turn.
          await setImmediate();
        }
        return all;
      },
    );
    const globs = (workspace.workspaceFolders ?? []).flatMap(({ uri }) => runbookGlobs(uri));
    const { severity, code, args } = sumUp(
      found.map((diagnostics) => ({
        errors: diagnostics.filter((one) => one.severity === DiagnosticSeverity.Error).length,
        warnings: diagnostics.filter((one) => one.severity === DiagnosticSeverity.Warning).length,
      })),
      globs,
    );
    if (severity === 'good') {
      void window.showInformationMessage(texts.say(code, args));
      return;
    }
    const show = texts.say('commands.check.show');
    const say = severity === 'bad' ? window.showErrorMessage : window.showWarningMessage;
    if ((await say(texts.say(code, args), show)) === show)
      await vscodeCommands.executeCommand('workbench.actions.view.problems');
  };
}
