// Finds files below a folder of any file system, for those that the editor can't search.
import { FileType, Uri, workspace } from 'vscode';

const deepest = 12;
const mostFolders = 2000;

/** Every file below `folder` whose path relative to it `wanted` takes. Hidden folders, node_modules and links are passed over. */
export async function walkFolder(folder: Uri, wanted: (path: string) => boolean): Promise<readonly Uri[]> {
  const found: Uri[] = [];
  let folders = 0;
  const walk = async (uri: Uri, prefix: string, depth: number): Promise<void> => {
    if (++folders > mostFolders) return;
    for (const [name, type] of await workspace.fs.readDirectory(uri)) {
      const path = prefix + name;
      const child = Uri.joinPath(uri, name);
      if (type === FileType.File && wanted(path)) found.push(child);
      else if (type === FileType.Directory && depth < deepest && !name.startsWith('.') && name !== 'node_modules') {
        await walk(child, `${path}/`, depth + 1);
      }
    }
  };
  await walk(folder, '', 0);
  return found;
}
