// What is wrong with the open runbooks and inventories, found as they are typed.
import { Diagnostic, DiagnosticSeverity, Disposable, languages, workspace, type TextDocument } from 'vscode';
import type { Diagnostic as Finding } from '../../runbooks/index.ts';
import { isInventoryDocument } from './isInventoryDocument.ts';
import { isRunbookDocument } from './isRunbookDocument.ts';
import type { LanguageServices } from './LanguageServices.ts';
import { sourceOf } from './sourceOf.ts';
import { toRange } from './toRange.ts';

/** Typing goes on for a while before anybody wants to hear about it. */
const PAUSE = 250;

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

export class Checks implements Disposable {
  readonly #services: LanguageServices;
  readonly #shown = languages.createDiagnosticCollection('gatedRunbooks');
  readonly #due = new Map<string, NodeJS.Timeout>();
  readonly #known = new WeakMap<TextDocument, { readonly version: number; readonly findings: readonly Finding[] }>();
  readonly #listeners: readonly Disposable[];

  constructor(services: LanguageServices) {
    this.#services = services;
    this.#listeners = [
      workspace.onDidOpenTextDocument((document) => this.#soon(document, 0)),
      workspace.onDidChangeTextDocument(({ document }) => this.#soon(document, PAUSE)),
      workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      workspace.onDidChangeConfiguration(() => this.#all()),
    ];
    this.#all();
  }

  /** What is wrong with the document as it is now. */
  findingsOf(document: TextDocument): readonly Finding[] {
    const known = this.#known.get(document);
    if (known?.version === document.version) return known.findings;
    const { readInventory, readRunbook } = this.#services.engine();
    const read = isInventoryDocument(document) ? readInventory : readRunbook;
    const findings = read(sourceOf(document)).diagnostics;
    this.#known.set(document, { version: document.version, findings });
    return findings;
  }

  dispose(): void {
    for (const timer of this.#due.values()) clearTimeout(timer);
    Disposable.from(...this.#listeners, this.#shown).dispose();
  }

  #all(): void {
    for (const document of workspace.textDocuments) this.#soon(document, 0);
  }

  #soon(document: TextDocument, pause: number): void {
    if (document.languageId !== 'yaml') return;
    const key = document.uri.toString();
    clearTimeout(this.#due.get(key));
    this.#due.set(
      key,
      setTimeout(() => {
        this.#due.delete(key);
        if (!document.isClosed) this.#check(document);
      }, pause),
    );
  }

  #check(document: TextDocument): void {
    if (!isRunbookDocument(document) && !isInventoryDocument(document)) {
      this.#shown.delete(document.uri);
      return;
    }
    this.#shown.set(
      document.uri,
      this.findingsOf(document).map((finding) => this.#asShown(finding)),
    );
  }

  #asShown({ code, args, range, severity }: Finding): Diagnostic {
    const { engine, texts } = this.#services;
    const shown = new Diagnostic(toRange(range), engine().visible(texts.tell({ code, args })), SEVERITIES[severity]);
    shown.source = 'runbook';
    shown.code = code;
    return shown;
  }

  #forget(document: TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#due.get(key));
    this.#due.delete(key);
    this.#shown.delete(document.uri);
  }
}
