// "Run" and "Plan" above a runbook's first key.
import { CodeLens, type CodeLensProvider } from 'vscode';
import { commands } from '../ids.ts';
import { isRunbookDocument } from './isRunbookDocument.ts';
import type { LanguageServices } from './LanguageServices.ts';
import { sourceOf } from './sourceOf.ts';
import { toRange } from './toRange.ts';

/** The lenses of a runbook. */
export function lensProvider({ engine, texts }: LanguageServices): CodeLensProvider {
  return {
    provideCodeLenses(document) {
      if (!isRunbookDocument(document)) return [];
      const found = engine().lensRange(sourceOf(document));
      if (found === undefined) return [];
      const range = toRange(found);
      return [
        new CodeLens(range, {
          title: `$(play) ${texts.tell({ code: 'service.lens.run' })}`,
          command: commands.run,
          arguments: [document.uri],
        }),
        new CodeLens(range, {
          title: `$(checklist) ${texts.tell({ code: 'service.lens.plan' })}`,
          command: commands.plan,
          arguments: [document.uri],
        }),
      ];
    },
  };
}
