// The outline of runbooks, and what can be folded.
import {
  DocumentSymbol,
  FoldingRange,
  FoldingRangeKind,
  SymbolKind,
  type DocumentSymbolProvider,
  type FoldingRangeProvider,
} from 'vscode';
import type { OutlineItem, OutlineKind } from '../../runbooks/index.ts';
import { isRunbookDocument } from './isRunbookDocument.ts';
import type { LanguageServices } from './LanguageServices.ts';
import { sourceOf } from './sourceOf.ts';
import { toRange } from './toRange.ts';

const KINDS: Readonly<Record<OutlineKind, SymbolKind>> = {
  section: SymbolKind.Namespace,
  input: SymbolKind.Variable,
  role: SymbolKind.Class,
  gate: SymbolKind.Boolean,
  step: SymbolKind.Function,
  verdict: SymbolKind.Event,
};

/** The outline and the folds, from the engine. */
export function outlineProvider({ engine, texts }: LanguageServices): DocumentSymbolProvider & FoldingRangeProvider {
  return {
    provideDocumentSymbols(document) {
      if (!isRunbookDocument(document)) return [];
      const { outline, visibleLine } = engine();
      const asShown = ({ kind, name, detail, range, selection, children }: OutlineItem): DocumentSymbol => {
        const label = visibleLine(name);
        const shown = new DocumentSymbol(
          label.trim() === '' ? '…' : label,
          visibleLine(detail),
          KINDS[kind],
          toRange(range),
          toRange(selection),
        );
        shown.children = children.map(asShown);
        return shown;
      };
      return outline(sourceOf(document), texts.locale).map(asShown);
    },
    provideFoldingRanges(document) {
      // Without an answer the editor folds by indentation, as in other YAML.
      if (!isRunbookDocument(document)) return undefined;
      return engine()
        .folding(sourceOf(document))
        .map(({ start, end, comment }) => new FoldingRange(start, end, comment ? FoldingRangeKind.Comment : undefined));
    },
  };
}
