// The first look at a runbook's text: what its form says, before anything is asked about what it means.
import { parseDocument } from './document/parseDocument.ts';
import type { Node } from './document/Node.ts';
import type { Problem } from './document/Problem.ts';
import type { Source } from './readRunbook.ts';
import { runbookSchema, type Runbook } from './schema.ts';
import { checkShape } from './shape/checkShape.ts';
import { lostNames } from './shape/lostNames.ts';

export interface Studied {
  readonly source: Source;
  /** Of its sound parts; absent where too little is left. */
  readonly runbook: Runbook | undefined;
  readonly root: Node | undefined;
  /** Names whose declarations could not be used. */
  readonly lost: readonly string[];
  readonly problems: readonly Problem[];
}

/** Never throws. */
export function studyRunbook(source: Source): Studied {
  const document = parseDocument(source.text);
  if (document.root === undefined) {
    return { source, runbook: undefined, root: undefined, lost: [], problems: document.problems };
  }
  const shaped = checkShape(runbookSchema, document.root, source.text);
  return {
    source,
    runbook: shaped.value,
    root: shaped.root,
    lost: [...lostNames(document.root, shaped.root)],
    problems: [...document.problems, ...shaped.problems],
  };
}
