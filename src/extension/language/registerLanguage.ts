// Writing runbooks: everything that the editor offers in their text. The documents stay YAML, so that other extensions work too.
import { CodeActionKind, languages, type DocumentSelector, type ExtensionContext } from 'vscode';
import { Checks } from './Checks.ts';
import { completionProvider, triggers } from './completionProvider.ts';
import { definitionProvider } from './definitionProvider.ts';
import { followRunbooks } from './followRunbooks.ts';
import { hoverProvider } from './hoverProvider.ts';
import type { LanguageServices } from './LanguageServices.ts';
import { lensProvider } from './lensProvider.ts';
import { outlineProvider } from './outlineProvider.ts';
import { quickFixProvider } from './quickFixProvider.ts';
import { renameProvider } from './renameProvider.ts';

const YAML: DocumentSelector = { language: 'yaml' };

/** Registers it all. The engine is loaded when the first runbook is open. */
export function registerLanguage({ subscriptions }: ExtensionContext, services: LanguageServices): void {
  const checks = new Checks(services);
  const definitions = definitionProvider(services);
  const outlines = outlineProvider(services);
  subscriptions.push(
    checks,
    followRunbooks(),
    languages.registerCompletionItemProvider(YAML, completionProvider(services), ...triggers),
    languages.registerHoverProvider(YAML, hoverProvider(services)),
    languages.registerDefinitionProvider(YAML, definitions),
    languages.registerReferenceProvider(YAML, definitions),
    languages.registerDocumentHighlightProvider(YAML, definitions),
    languages.registerRenameProvider(YAML, renameProvider(services)),
    languages.registerCodeActionsProvider(YAML, quickFixProvider(services, checks), {
      providedCodeActionKinds: [CodeActionKind.QuickFix],
    }),
    languages.registerDocumentSymbolProvider(YAML, outlines),
    languages.registerFoldingRangeProvider(YAML, outlines),
    languages.registerCodeLensProvider(YAML, lensProvider(services)),
  );
}
