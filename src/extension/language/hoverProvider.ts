// Hover in runbooks and inventories.
import { Hover, MarkdownString, type HoverProvider } from 'vscode';
import { isInventoryDocument } from './isInventoryDocument.ts';
import { isRunbookDocument } from './isRunbookDocument.ts';
import type { LanguageServices } from './LanguageServices.ts';
import { sourceOf } from './sourceOf.ts';
import { toRange } from './toRange.ts';

/** Explains from the engine. What the author wrote is shown as text, whatever it looks like. */
export function hoverProvider({ engine, texts }: LanguageServices): HoverProvider {
  return {
    provideHover(document, position) {
      const inventory = isInventoryDocument(document);
      if (!inventory && !isRunbookDocument(document)) return undefined;
      const { hover, hoverInventory, visible } = engine();
      const found = (inventory ? hoverInventory : hover)(sourceOf(document), position, texts.locale);
      if (found === undefined) return undefined;
      const parts = found.parts.map(({ kind, text }) => {
        const part = new MarkdownString();
        if (kind === 'code') return part.appendCodeblock(visible(text), 'javascript');
        return kind === 'plain' ? part.appendText(visible(text)) : part.appendMarkdown(visible(text));
      });
      return new Hover(parts, toRange(found.range));
    },
  };
}
