// Files of a workspace folder by globs, whatever file system it is on.
import { RelativePattern, workspace, type Uri, type WorkspaceFolder } from 'vscode';
import { globPattern } from './globPattern.ts';
import { walkFolder } from './walkFolder.ts';

/** File systems that the editor itself searches. In another one without a search of its own, `findFiles` never answers. */
const searched = ['file', 'vscode-remote'];

/** Files below `folder` that one of `globs` (relative to it) takes; one that several take may come several times. */
export async function findIn(folder: WorkspaceFolder, globs: readonly string[]): Promise<readonly Uri[]> {
  if (searched.includes(folder.uri.scheme)) {
    const found = await Promise.all(globs.map((glob) => workspace.findFiles(new RelativePattern(folder, glob))));
    return found.flat();
  }
  const patterns = globs.map(globPattern);
  return walkFolder(folder.uri, (path) => patterns.some((pattern) => pattern.test(path)));
}
