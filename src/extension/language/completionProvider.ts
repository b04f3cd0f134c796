// Completion in runbooks and inventories.
import {
  CompletionItem,
  CompletionItemKind,
  MarkdownString,
  SnippetString,
  type CompletionItemProvider,
  type TextDocument,
} from 'vscode';
import type { CompletionItem as EngineItem, CompletionKind, CompletionOptions } from '../../runbooks/index.ts';
import { isInventoryDocument } from './isInventoryDocument.ts';
import { isRunbookDocument } from './isRunbookDocument.ts';
import type { LanguageServices } from './LanguageServices.ts';
import { sourceOf } from './sourceOf.ts';
import { toRange } from './toRange.ts';

/** What is typed where more can be chosen. */
export const triggers = ['$', '{', '.', '/'] as const;

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  input: CompletionItemKind.Variable,
  role: CompletionItemKind.Class,
  capture: CompletionItemKind.Field,
  step: CompletionItemKind.Event,
  name: CompletionItemKind.Constant,
  function: CompletionItemKind.Function,
  variable: CompletionItemKind.Variable,
  runbook: CompletionItemKind.File,
  snippet: CompletionItemKind.Snippet,
};

/** Completes from the engine. */
export function completionProvider(services: LanguageServices): CompletionItemProvider {
  return {
    async provideCompletionItems(document, position, token) {
      if (isInventoryDocument(document)) {
        const { completeInventory, visibleLine } = services.engine();
        const found = completeInventory(sourceOf(document), position, { locale: services.texts.locale });
        return found.map((item) => asShown(item, visibleLine));
      }
      if (!isRunbookDocument(document)) return [];
      const known = await knownRunbooks(services, document, document.lineAt(position).text);
      if (token.isCancellationRequested) return [];
      const { complete, visibleLine } = services.engine();
      const options = { locale: services.texts.locale, ...known };
      return complete(sourceOf(document), position, options).map((item) => asShown(item, visibleLine));
    },
  };
}

/** Runbooks are looked for only where one is named: that goes through the file system. */
async function knownRunbooks(
  { runbooks }: LanguageServices,
  document: TextDocument,
  line: string,
): Promise<Pick<CompletionOptions, 'runbooks' | 'files'>> {
  if (!/\b(?:next|use)["']?\s*:/.test(line)) return {};
  const all = await runbooks.list();
  const folder = document.uri.path.slice(0, document.uri.path.lastIndexOf('/') + 1);
  const beside = all.filter(({ uri }) => uri.scheme === document.uri.scheme && uri.path.startsWith(folder));
  return {
    runbooks: all.map(({ name }) => name),
    files: beside
      .filter(({ uri }) => uri.path !== document.uri.path)
      .map(({ uri }) => `./${uri.path.slice(folder.length)}`),
  };
}

function asShown(item: EngineItem, visibleLine: (text: string) => string): CompletionItem {
  const shown = new CompletionItem(visibleLine(item.label), KINDS[item.kind]);
  shown.range = toRange(item.range);
  shown.insertText = new SnippetString(item.insert);
  // Its line breaks are indented already.
  shown.keepWhitespace = true;
  shown.sortText = item.sort;
  if (item.detail !== undefined) shown.detail = visibleLine(item.detail);
  if (item.documentation !== undefined) shown.documentation = new MarkdownString(item.documentation);
  if (item.more === true) shown.command = { command: 'editor.action.triggerSuggest', title: '' };
  return shown;
}
