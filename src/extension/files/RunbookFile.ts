// A runbook's file as the editor knows it.
import type { Uri } from 'vscode';

export interface RunbookFile {
  readonly uri: Uri;
  /** As journals and reports name it: `mcsmanager/recover-daemon` of the shipped ones, else the path in its workspace folder. */
  readonly name: string;
  /** Whether it came with the extension, which is its approval. */
  readonly shipped: boolean;
}
