// What is wrong with the open runbooks and inventories, found as they are typed.
import { Diagnostic, DiagnosticSeverity, Disposable, languages, workspace, type TextDocument } from 'vscode';
import type { Diagnostic as Finding } from '../../runbooks/index.ts';
import { isInventoryDocument } from './isInventoryDocument.ts';
import { isRunbookDocument } from './isRunbookDocument.ts';
import type { LanguageServices } from './LanguageServices.ts';
import { readTogether, type Together } from './readTogether.ts';
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
  /** What was read of open documents, for as long as neither they nor what they use has changed. */
  readonly #known = new WeakMap<TextDocument, { readonly version: number; readonly read: Promise<Together> }>();
  /** The files that open documents use, by the document's uri. */
  readonly #uses = new Map<string, ReadonlySet<string>>();
  readonly #listeners: readonly Disposable[];

  constructor(services: LanguageServices) {
    this.#services = services;
    this.#listeners = [
      services.runbooks.onDidChange(() => this.#again(() => true)),
      workspace.onDidOpenTextDocument((document) => this.#soon(document, 0)),
      workspace.onDidChangeTextDocument(({ document }) => {
        this.#soon(document, PAUSE);
        const changed = document.uri.toString();
        this.#again((uses) => uses.has(changed));
      }),
      workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      workspace.onDidChangeConfiguration(() => this.#all()),
    ];
    this.#all();
  }

  /** What is wrong with the document as it is now. */
  async findingsOf(document: TextDocument): Promise<readonly Finding[]> {
    const known = this.#known.get(document);
    if (known?.version === document.version) return (await known.read).findings;
    const read = this.#read(document);
    this.#known.set(document, { version: document.version, read });
    const { findings, uses } = await read;
    if (!document.isClosed) this.#uses.set(document.uri.toString(), uses);
    return findings;
  }

  dispose(): void {
    for (const timer of this.#due.values()) clearTimeout(timer);
    Disposable.from(...this.#listeners, this.#shown).dispose();
  }

  async #read(document: TextDocument): Promise<Together> {
    const isInventory = isInventoryDocument(document);
    // What is in no file system has nothing beside it.
    if (!isInventory && workspace.fs.isWritableFileSystem(document.uri.scheme) !== undefined) {
      return readTogether(document.uri, document.getText(), this.#services);
    }
    const { readInventory, readRunbook } = this.#services.engine();
    const read = isInventory ? readInventory : readRunbook;
    return { findings: read(sourceOf(document)).diagnostics, uses: new Set() };
  }

  /** Looks again at the open documents that use others, where `touched` says so of what they use. */
  #again(touched: (uses: ReadonlySet<string>) => boolean): void {
    for (const document of workspace.textDocuments) {
      const uses = this.#uses.get(document.uri.toString());
      if (uses === undefined || uses.size === 0 || !touched(uses)) continue;
      this.#known.delete(document);
      this.#soon(document, PAUSE);
    }
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
        if (!document.isClosed) void this.#check(document);
      }, pause),
    );
  }

  async #check(document: TextDocument): Promise<void> {
    if (!isRunbookDocument(document) && !isInventoryDocument(document)) {
      this.#shown.delete(document.uri);
      return;
    }
    const { version } = document;
    const findings = await this.findingsOf(document);
    // What was typed meanwhile is looked at by itself.
    if (document.isClosed || document.version !== version) return;
    this.#shown.set(
      document.uri,
      findings.map((finding) => this.#asShown(finding)),
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
    this.#uses.delete(key);
    this.#shown.delete(document.uri);
  }
}
