// Go to definition, find references and highlights in runbooks.
import {
  DocumentHighlight,
  DocumentHighlightKind,
  Location,
  Uri,
  type DefinitionProvider,
  type DocumentHighlightProvider,
  type LocationLink,
  type ReferenceProvider,
} from 'vscode';
import { isRunbookDocument } from './isRunbookDocument.ts';
import type { LanguageServices } from './LanguageServices.ts';
import { sourceOf } from './sourceOf.ts';
import { toRange } from './toRange.ts';

/** Finds where names are declared and used, and the files of other runbooks. */
export function definitionProvider(
  services: LanguageServices,
): DefinitionProvider & ReferenceProvider & DocumentHighlightProvider {
  const { engine, runbooks } = services;
  return {
    async provideDefinition(document, position): Promise<LocationLink[]> {
      if (!isRunbookDocument(document)) return [];
      const found = engine().findDefinition(sourceOf(document), position);
      if (found === undefined) return [];
      const originSelectionRange = toRange(found.from);
      if (found.kind === 'here') {
        const [targetRange, targetSelectionRange] = [toRange(found.whole), toRange(found.name)];
        return [{ originSelectionRange, targetUri: document.uri, targetRange, targetSelectionRange }];
      }
      const targetUri =
        found.kind === 'file'
          ? Uri.joinPath(document.uri, '..', found.path)
          : (await runbooks.list()).find(({ name }) => name === found.path)?.uri;
      if (targetUri === undefined) return [];
      const beginning = toRange({ start: { line: 0, character: 0 }, end: { line: 0, character: 0 } });
      return [{ originSelectionRange, targetUri, targetRange: beginning }];
    },
    provideReferences(document, position, { includeDeclaration }) {
      if (!isRunbookDocument(document)) return [];
      return engine()
        .findOccurrences(sourceOf(document), position)
        .filter(({ declaration }) => includeDeclaration || !declaration)
        .map(({ range }) => new Location(document.uri, toRange(range)));
    },
    provideDocumentHighlights(document, position) {
      if (!isRunbookDocument(document)) return [];
      return engine()
        .findOccurrences(sourceOf(document), position)
        .map(({ range, declaration }) => {
          const kind = declaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;
          return new DocumentHighlight(toRange(range), kind);
        });
    },
  };
}
