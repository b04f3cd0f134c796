// Telling runbooks from other YAML without loading the engine: everything here leaves other files alone.
import { languages, RelativePattern, workspace, type TextDocument } from 'vscode';
import { runbookGlobs } from '../files/runbookGlobs.ts';

const SAYS_SO = /^(?:schema|"schema"|'schema')[ \t]*:[ \t]*["']?runbook\//m;
/** A runbook says what it is at its beginning. */
const BEGINNING = 100_000;

/** Whether a document is a runbook: it says so, or it is where the workspace keeps them. */
export function isRunbookDocument(document: TextDocument): boolean {
  if (document.languageId !== 'yaml') return false;
  if (SAYS_SO.test(document.getText().slice(0, BEGINNING))) return true;
  const folder = workspace.getWorkspaceFolder(document.uri);
  if (folder === undefined || /\/hosts\.ya?ml$/.test(document.uri.path)) return false;
  return runbookGlobs(folder.uri).some(
    (glob) => languages.match({ pattern: new RelativePattern(folder, glob) }, document) > 0,
  );
}
