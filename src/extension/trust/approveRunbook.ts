// Approval of a runbook's text: by digest of its whole closure, before the first plan or run and after any change.
import type { Inventory, ReadUsed, SourceFile } from '../../runbooks/index.ts';
import type { Engine } from '../engine/loadEngine.ts';
import type { RunbookFile } from '../files/RunbookFile.ts';
import { PersonProblem } from '../PersonProblem.ts';
import type { Texts } from '../texts/Texts.ts';
import type { ApprovedTexts } from './ApprovedTexts.ts';
import type { ApprovedRunbook } from './Trust.ts';

export interface ApprovalOptions {
  readonly engine: Engine;
  readonly texts: Texts;
  readonly approved: ApprovedTexts;
  /** The text on disk. */
  readonly read: (file: RunbookFile) => Promise<string>;
  /** The hosts.yaml that goes with it, as it is on disk. */
  readonly readInventory: (file: RunbookFile) => Promise<SourceFile | undefined>;
  /** The text of a runbook that it uses, by its path from the folder of `file`. */
  readonly readUsed: (file: RunbookFile, path: string) => ReturnType<ReadUsed>;
  /** Shows the text, beside the one approved before where there is one, and asks. */
  readonly ask: (file: RunbookFile, text: string, before: string | undefined) => Promise<boolean>;
}

/**
 * Reads the runbook once; what is given back holds exactly those bytes. Undefined where the person declined. Rejects with a
 * PersonProblem where it can't be read or has errors.
 */
export async function approveRunbook(
  file: RunbookFile,
  options: ApprovalOptions,
): Promise<ApprovedRunbook | undefined> {
  const { engine, texts, approved } = options;
  const text = await options.read(file).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new PersonProblem(texts.say('trust.unreadable', { name: engine.visibleLine(file.name), why }));
  });
  const folder = file.name.slice(0, file.name.lastIndexOf('/') + 1);
  const read = await engine.readRunbooks({ uri: file.name, text }, (uri) =>
    options.readUsed(file, uri.slice(folder.length)),
  );
  const { value } = read;
  if (value === undefined) {
    throw new PersonProblem(texts.say('trust.invalid', { name: engine.visibleLine(file.name) }));
  }
  // A shipped runbook that takes no values by host has nothing of the workspace in it.
  const takesValues = Object.values(value.runbook.inputs).some(engine.isPerHost);
  const team = file.shipped && !takesValues ? undefined : await inventoryOf(file, options);
  const own: readonly SourceFile[] = read.sources.map((source) => ({ path: source.uri, text: source.text }));
  const sources = team === undefined ? own : [...own, team.source];
  const runbook: ApprovedRunbook = {
    file,
    runbook: value.runbook,
    used: value.used,
    sources,
    ...(team === undefined ? {} : { inventory: team.inventory }),
  };
  if (file.shipped && team === undefined) return runbook;
  const uri = file.uri.toString();
  const digest = engine.digestOf(sources);
  const before = await approved.of(uri);
  if (before?.digest === digest) return runbook;
  // Of a shipped runbook the text was approved with the extension.
  const asked = file.shipped ? sources.slice(own.length) : sources;
  const shown = before?.sources.filter(({ path }) => asked.some((source) => source.path === path));
  if (!(await options.ask(file, inOneText(asked), shown === undefined ? undefined : inOneText(shown))))
    return undefined;
  await approved.approve(uri, { digest, sources });
  return runbook;
}

async function inventoryOf(
  file: RunbookFile,
  { engine, texts, readInventory }: ApprovalOptions,
): Promise<{ readonly source: SourceFile; readonly inventory: Inventory } | undefined> {
  const source = await readInventory(file);
  if (source === undefined) return undefined;
  const { value } = engine.readInventory({ uri: source.path, text: source.text });
  if (value === undefined)
    throw new PersonProblem(texts.say('trust.invalid', { name: engine.visibleLine(source.path) }));
  return { source, inventory: value };
}

/** One file as it is, several with their names above them. */
function inOneText(sources: readonly SourceFile[]): string {
  const [only, another] = sources;
  if (another === undefined) return only?.text ?? '';
  return sources.map(({ path, text }) => `# ${path}\n${text}`).join('\n');
}
