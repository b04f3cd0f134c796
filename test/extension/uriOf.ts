// A URI where no editor is: only its text matters.
import type { Uri as VscodeUri } from 'vscode';

/** The URI with this text. */
export function uriOf(text: string): VscodeUri {
  const { protocol, pathname } = new URL(text);
  return {
    scheme: protocol.slice(0, -1),
    path: pathname,
    fsPath: pathname,
    toString: () => text,
  } as Partial<VscodeUri> as VscodeUri;
}
