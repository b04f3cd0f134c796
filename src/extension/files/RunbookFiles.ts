// The runbooks there are: those that came with the extension, and the workspace's, through the editor's file systems.
import { FileType, RelativePattern, Uri, workspace } from 'vscode';
import { settings } from '../ids.ts';
import type { RunbookFile } from './RunbookFile.ts';

/** What the setting says when nobody set it. */
const usual = ['**/runbooks/**/*.{yaml,yml}'];
const mostBytes = 1024 * 1024;

export interface RunbookFiles {
  /** All of them, the shipped ones first. */
  list(): Promise<readonly RunbookFile[]>;
  /** The runbook at `uri`, whether or not it is among those listed. */
  at(uri: Uri): RunbookFile;
  /** The text on disk (never an unsaved editor's). Rejects where it can't be read, is not UTF-8 or is larger than the language takes. */
  read(uri: Uri): Promise<string>;
}

/** The runbooks of this window; the shipped ones are below `shipped`. */
export function createRunbookFiles(shipped: Uri): RunbookFiles {
  const at = (uri: Uri): RunbookFile => {
    const base = `${shipped.path}/`;
    return uri.scheme === shipped.scheme && uri.path.startsWith(base)
      ? { uri, name: uri.path.slice(base.length).replace(/\.ya?ml$/, ''), shipped: true }
      : { uri, name: workspace.asRelativePath(uri), shipped: false };
  };
  return {
    at,
    async list() {
      const globs = workspace.getConfiguration().get<readonly string[]>(settings.runbooks, usual);
      const found = await Promise.all(
        (workspace.workspaceFolders ?? []).flatMap((folder) =>
          globs.map((glob) => workspace.findFiles(new RelativePattern(folder, glob))),
        ),
      );
      const uris = new Map(found.flat().map((uri) => [uri.toString(), uri]));
      const all = [...(await below(shipped)), ...uris.values()].map(at);
      return all.toSorted((a, b) => Number(b.shipped) - Number(a.shipped) || (a.name < b.name ? -1 : 1));
    },
    async read(uri) {
      const bytes = await workspace.fs.readFile(uri);
      if (bytes.byteLength > mostBytes) throw new Error(`${uri.path}: more than ${String(mostBytes)} bytes`);
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    },
  };
}

async function below(folder: Uri): Promise<readonly Uri[]> {
  const entries = await workspace.fs.readDirectory(folder);
  const found = await Promise.all(
    entries.map(async ([name, type]) => {
      const uri = Uri.joinPath(folder, name);
      if (type === FileType.Directory) return below(uri);
      return /\.ya?ml$/.test(name) ? [uri] : [];
    }),
  );
  return found.flat();
}
