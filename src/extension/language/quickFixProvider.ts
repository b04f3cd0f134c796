// Quick fixes in runbooks and inventories.
import { CodeAction, CodeActionKind, WorkspaceEdit, type CodeActionProvider } from 'vscode';
import type { Checks } from './Checks.ts';
import { isInventoryDocument } from './isInventoryDocument.ts';
import { isRunbookDocument } from './isRunbookDocument.ts';
import type { LanguageServices } from './LanguageServices.ts';
import { sourceOf } from './sourceOf.ts';
import { toRange } from './toRange.ts';

/** Mends what the engine found. */
export function quickFixProvider({ engine, texts }: LanguageServices, checks: Checks): CodeActionProvider {
  return {
    async provideCodeActions(document, range, context) {
      if (!isRunbookDocument(document) && !isInventoryDocument(document)) return [];
      const source = sourceOf(document);
      const findings = await checks.findingsOf(document);
      const here = findings.filter((one) => toRange(one.range).intersection(range) !== undefined);
      return here.flatMap((finding) =>
        engine()
          .quickFixes(source, finding, texts.locale)
          .map(({ title, edits }, index) => {
            const action = new CodeAction(engine().visibleLine(texts.tell(title)), CodeActionKind.QuickFix);
            action.edit = new WorkspaceEdit();
            for (const edit of edits) action.edit.replace(document.uri, toRange(edit.range), edit.newText);
            action.diagnostics = context.diagnostics.filter(
              (shown) => shown.code === finding.code && shown.range.isEqual(toRange(finding.range)),
            );
            action.isPreferred = index === 0;
            return action;
          }),
      );
    },
  };
}
