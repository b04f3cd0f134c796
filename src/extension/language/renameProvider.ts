// Renaming in runbooks.
import { WorkspaceEdit, type RenameProvider } from 'vscode';
import { isRunbookDocument } from './isRunbookDocument.ts';
import type { LanguageServices } from './LanguageServices.ts';
import { sourceOf } from './sourceOf.ts';
import { toRange } from './toRange.ts';

/** Renames by the engine. Its refusals are errors for the editor, which shows them at the name. */
export function renameProvider({ engine, texts }: LanguageServices): RenameProvider {
  return {
    prepareRename(document, position) {
      if (!isRunbookDocument(document)) throw new Error();
      const found = engine().findRenameable(sourceOf(document), position);
      if (found === undefined) throw new Error(texts.tell({ code: 'service.rename.nothing' }));
      if ('problem' in found) throw new Error(texts.tell(found.problem));
      return { range: toRange(found.range), placeholder: found.name };
    },
    provideRenameEdits(document, position, newName) {
      if (!isRunbookDocument(document)) return undefined;
      const result = engine().renameSymbol(sourceOf(document), position, newName);
      if (result === undefined) return undefined;
      if ('problem' in result) throw new Error(texts.tell(result.problem));
      const edit = new WorkspaceEdit();
      for (const { range, newText } of result.edits) edit.replace(document.uri, toRange(range), newText);
      return edit;
    },
  };
}
