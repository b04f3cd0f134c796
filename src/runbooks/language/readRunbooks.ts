// A runbook and all runbooks that it uses, read and checked together.
import { resolveUse } from '../plan/resolveUse.ts';
import { checkMeaning } from './check/checkMeaning.ts';
import { usesIn, type UseIn } from './check/usesIn.ts';
import { useProblems } from './check/useProblems.ts';
import type { Diagnostic } from './Diagnostic.ts';
import { diagnosticsOf } from './diagnosticsOf.ts';
import { locatorOf } from './document/Locator.ts';
import type { Problem } from './document/Problem.ts';
import type { Source } from './readRunbook.ts';
import type { Runbook } from './schema.ts';
import type { FindUsed } from './scope/UsedRunbook.ts';
import { studyRunbook, type Studied } from './studyRunbook.ts';

/**
 * Gives the text of a file beside or below the first one. `outside`: what is there leads out of that folder's tree, by a
 * link for example. `unreadable`: why it can't be read, in words of the file system.
 */
export type ReadUsed = (
  uri: string,
) => Promise<{ readonly text: string } | { readonly unreadable: string } | 'missing' | 'outside'>;

export interface ReadTogether {
  /** There only where none of the files has an error. */
  readonly value: { readonly runbook: Runbook; readonly used: Readonly<Record<string, Runbook>> } | undefined;
  /** Every file that was read, the runbook's own first. */
  readonly sources: readonly Source[];
  /** Each of the file it is about. */
  readonly diagnostics: readonly Diagnostic[];
}

/** No runbook nests deeper. */
const DEEPEST = 8;

/** Reads `source` and whatever it uses. Used runbooks are named by their uris. Never throws of what is in the files. */
export async function readRunbooks(source: Source, read: ReadUsed): Promise<ReadTogether> {
  const studied = new Map<string, Studied>();
  const problems = new Map<string, Problem[]>();
  let tooDeep = false;
  const visit = async (one: Source, chain: readonly string[]): Promise<void> => {
    const study = studyRunbook(one);
    studied.set(one.uri, study);
    const found: Problem[] = [];
    problems.set(one.uri, found);
    for (const use of allUses(study)) {
      const problem = await follow(one.uri, use, [...chain, one.uri]);
      if (problem !== undefined) found.push(problem);
      // Said where it begins: no file on the way is at fault by itself.
      if (tooDeep && chain.length === 0) {
        found.push({ code: 'language.useTooDeep', span: use.span, args: { limit: DEEPEST } });
        tooDeep = false;
      }
    }
  };
  const follow = async (from: string, { use, span }: Found, chain: readonly string[]): Promise<Problem | undefined> => {
    const uri = resolveUse(from, use);
    if (chain.includes(uri)) return { code: 'language.useCycle', span, args: { use } };
    if (chain.length >= DEEPEST) {
      tooDeep = true;
      return undefined;
    }
    if (studied.has(uri)) return undefined;
    const text = await read(uri);
    if (text === 'missing') return { code: 'language.useMissing', span, args: { use } };
    if (text === 'outside') return { code: 'language.useOutside', span, args: { use } };
    if ('unreadable' in text) return { code: 'language.useUnreadable', span, args: { use, why: text.unreadable } };
    await visit({ uri, text: text.text }, chain);
    return undefined;
  };
  await visit(source, []);

  const finder =
    (from: string): FindUsed =>
    (use) => {
      const uri = resolveUse(from, use);
      const runbook = studied.get(uri)?.runbook;
      return runbook === undefined ? undefined : { runbook, find: finder(uri) };
    };
  const broken = [...problems.values()].some((found) => found.length > 0);
  const diagnostics = [...studied.values()].flatMap((study) => {
    const { source: one, runbook, root, lost } = study;
    // Where the runbooks go in a circle nothing is followed.
    const find = broken ? undefined : finder(one.uri);
    const meaning =
      runbook === undefined || root === undefined
        ? []
        : [
            ...checkMeaning(runbook, root, one.text, lost, find),
            ...(find === undefined ? [] : useProblems(runbook, locatorOf(root, one.text), find)),
          ];
    return diagnosticsOf(one, [...study.problems, ...(problems.get(one.uri) ?? []), ...meaning]);
  });
  const sound = diagnostics.every(({ severity }) => severity !== 'error');
  const [first, ...others] = [...studied.values()];
  const used = Object.fromEntries(others.flatMap(({ source: one, runbook }) => (runbook ? [[one.uri, runbook]] : [])));
  return {
    value: sound && first?.runbook !== undefined ? { runbook: first.runbook, used } : undefined,
    sources: [...studied.values()].map((study) => study.source),
    diagnostics,
  };
}

type Found = Pick<UseIn, 'use'> & Pick<Problem, 'span'>;

/** Every `use` of a file that names a file at all. */
function allUses({ runbook, root, source }: Studied): readonly Found[] {
  if (runbook === undefined || root === undefined) return [];
  const locator = locatorOf(root, source.text);
  return usesIn(runbook)
    .filter(({ escapes, isRunbook }) => !escapes && isRunbook)
    .map(({ use, path }) => ({ use, span: locator.at(path) }));
}
