// Tells `when` clauses whether the active editor holds a runbook.
import { commands, Disposable, window, workspace } from 'vscode';
import { contextKeys } from '../ids.ts';
import { isRunbookDocument } from './isRunbookDocument.ts';

/** Follows the active editor until it is disposed. */
export function followRunbooks(): Disposable {
  let told: boolean | undefined;
  const tell = (): void => {
    const document = window.activeTextEditor?.document;
    const is = document !== undefined && isRunbookDocument(document);
    if (is === told) return;
    told = is;
    void commands.executeCommand('setContext', contextKeys.isRunbook, is);
  };
  tell();
  return Disposable.from(
    window.onDidChangeActiveTextEditor(tell),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) tell();
    }),
  );
}
