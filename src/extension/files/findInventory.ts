// The hosts.yaml that is meant by a runbook's run.
import { Uri, workspace } from 'vscode';
import { inventoryFile } from './inventoryFile.ts';
import type { RunbookFile } from './RunbookFile.ts';

/**
 * The nearest one above the runbook within its workspace folder; for a shipped runbook the one at the top of a workspace folder.
 * Undefined where there is none.
 */
export async function findInventory({ uri }: Pick<RunbookFile, 'uri'>): Promise<Uri | undefined> {
  for (const candidate of candidatesOf(uri)) if (await exists(candidate)) return candidate;
  return undefined;
}

function candidatesOf(uri: Uri): readonly Uri[] {
  const folder = workspace.getWorkspaceFolder(uri);
  if (folder === undefined) {
    return (workspace.workspaceFolders ?? []).map((one) => Uri.joinPath(one.uri, inventoryFile));
  }
  const inside = uri.path
    .slice(folder.uri.path.length)
    .split('/')
    .filter((part) => part !== '');
  return inside.map((_, depth) =>
    Uri.joinPath(folder.uri, ...inside.slice(0, inside.length - 1 - depth), inventoryFile),
  );
}

function exists(uri: Uri): Promise<boolean> {
  return Promise.resolve(workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
}
