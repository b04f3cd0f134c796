// An editor's document as the engine takes it.
import type { TextDocument } from 'vscode';
import type { Source } from '../../runbooks/index.ts';

/** The text as it is now, saved or not. */
export function sourceOf(document: TextDocument): Source {
  return { uri: document.uri.toString(), text: document.getText() };
}
