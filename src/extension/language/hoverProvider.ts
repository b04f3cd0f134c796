// Hover in runbooks.
import { Hover, MarkdownString, type HoverProvider } from 'vscode';
import { isRunbookDocument } from './isRunbookDocument.ts';
import type { LanguageServices } from './LanguageServices.ts';
import { sourceOf } from './sourceOf.ts';
import { toRange } from './toRange.ts';

/** Explains from the engine. What the author wrote is shown as text, whatever it looks like. */
export function hoverProvider({ engine, texts }: LanguageServices): HoverProvider {
  return {
    provideHover(document, position) {
      if (!isRunbookDocument(document)) return undefined;
      const { hover, visible } = engine();
      const found = hover(sourceOf(document), position, texts.locale);
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
