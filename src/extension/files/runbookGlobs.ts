// Where the runbooks of a workspace folder are, by its settings.
import { workspace, type Uri } from 'vscode';
import { settings } from '../ids.ts';

/** Globs relative to the folder; what the setting's default is in package.json. */
export function runbookGlobs(folder: Uri): readonly string[] {
  const globs = workspace.getConfiguration(undefined, folder).get<unknown>(settings.runbooks);
  return Array.isArray(globs) ? globs.filter((glob) => typeof glob === 'string') : [];
}
