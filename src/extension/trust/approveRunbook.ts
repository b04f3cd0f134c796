// Approval of a runbook's text: by digest of its whole closure, before the first plan or run and after any change.
import type { SourceFile } from '../../runbooks/index.ts';
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
  const { value } = engine.readRunbook({ uri: file.name, text });
  if (value === undefined) {
    throw new PersonProblem(texts.say('trust.invalid', { name: engine.visibleLine(file.name) }));
  }
  const sources: readonly SourceFile[] = [{ path: file.name, text }];
  const runbook: ApprovedRunbook = { file, runbook: value, sources };
  if (file.shipped) return runbook;
  const uri = file.uri.toString();
  const digest = engine.digestOf(sources);
  const before = await approved.of(uri);
  if (before?.digest === digest) return runbook;
  if (!(await options.ask(file, text, before?.sources[0]?.text))) return undefined;
  await approved.approve(uri, { digest, sources });
  return runbook;
}
