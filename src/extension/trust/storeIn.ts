// Approvals as files of a folder of the extension's own.
import { FileSystemError, Uri, workspace } from 'vscode';
import type { ApprovalStore } from './ApprovedTexts.ts';

/** The folder is made when it is needed. */
export function storeIn(folder: Uri): ApprovalStore {
  const file = (name: string): Uri => Uri.joinPath(folder, `${name}.json`);
  return {
    async read(name) {
      try {
        return new TextDecoder().decode(await workspace.fs.readFile(file(name)));
      } catch (error) {
        if (error instanceof FileSystemError && error.code === 'FileNotFound') return undefined;
        throw error;
      }
    },
    async write(name, text) {
      await workspace.fs.createDirectory(folder);
      await workspace.fs.writeFile(file(name), new TextEncoder().encode(text));
    },
  };
}
