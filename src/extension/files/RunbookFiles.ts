// The runbooks there are: those that came with the extension, and the workspace's, through the editor's file systems.
import { workspace, type Event, type Uri } from 'vscode';
import { findIn } from './findIn.ts';
import { inventoryFile } from './inventoryFile.ts';
import type { RunbookFile } from './RunbookFile.ts';
import { runbookGlobs } from './runbookGlobs.ts';
import { walkFolder } from './walkFolder.ts';
import { watchRunbooks } from './watchRunbooks.ts';

const mostBytes = 1024 * 1024;

export interface RunbookFiles {
  /** All of them, the workspace's own first. */
  list(): Promise<readonly RunbookFile[]>;
  /** The runbook at `uri`, whether or not it is among those listed. */
  at(uri: Uri): RunbookFile;
  /** The text on disk (never an unsaved editor's). Rejects where it can't be read, is not UTF-8 or is larger than the language takes. */
  read(uri: Uri): Promise<string>;
  /** The workspace's may have changed, however they did. */
  readonly onDidChange: Event<void>;
  dispose(): void;
}

/** The runbooks of this window; the shipped ones are below `shipped`. They are watched until it is disposed. */
export function createRunbookFiles(shipped: Uri): RunbookFiles {
  const watcher = watchRunbooks();
  const at = (uri: Uri): RunbookFile => {
    const base = `${shipped.path}/`;
    return uri.scheme === shipped.scheme && uri.path.startsWith(base)
      ? { uri, name: uri.path.slice(base.length).replace(/\.ya?ml$/, ''), shipped: true }
      : { uri, name: workspace.asRelativePath(uri), shipped: false };
  };
  return {
    at,
    async list() {
      const found = await Promise.all([
        walkFolder(shipped, (path) => /\.ya?ml$/.test(path)),
        ...(workspace.workspaceFolders ?? []).map((folder) => findIn(folder, runbookGlobs(folder.uri))),
      ]);
      const runbooks = found.flat().filter(({ path }) => !path.endsWith(`/${inventoryFile}`));
      const all = [...new Map(runbooks.map((uri) => [uri.toString(), uri])).values()].map(at);
      return all.toSorted((a, b) => Number(a.shipped) - Number(b.shipped) || (a.name < b.name ? -1 : 1));
    },
    async read(uri) {
      const bytes = await workspace.fs.readFile(uri);
      if (bytes.byteLength > mostBytes) throw new Error(`${uri.path}: more than ${String(mostBytes)} bytes`);
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    },
    onDidChange: watcher.onDidChange,
    dispose: () => watcher.dispose(),
  };
}
