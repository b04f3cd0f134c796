// A document against a schema: what is wrong with its shape, and what its sound parts make.
import type * as z from 'zod';
import type { Node, Path } from '../document/Node.ts';
import { plainOf } from '../document/plainOf.ts';
import type { Problem } from '../document/Problem.ts';
import { problemsOfIssue } from './problemsOfIssue.ts';
import { withoutPart } from './withoutPart.ts';

export interface Shaped<T> {
  /** What the sound parts make, with stand-ins for a few that everything else needs; absent where too little is left. */
  readonly value?: T;
  /** The document without the parts at fault: paths of `value` are paths of this. */
  readonly root: Node;
  readonly problems: readonly Problem[];
}

/** A document with more than so many problems is another thing than it should be: what would be left of it means nothing. */
const MAX_PROBLEMS = 100;
/** Leaving out a part may leave its parent without what it needs, up to the root. */
const MAX_ROUNDS = 40;

/** Checks the shape of a document. */
export function checkShape<T>(schema: z.ZodType<T>, root: Node, text: string): Shaped<T> {
  const problems: Problem[] = [];
  let sound = root;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const read = schema.safeParse(plainOf(sound));
    if (read.success) return { value: read.data, root: sound, problems };
    const held = { schema, root: sound, text };
    const found = read.error.issues.flatMap((issue) => problemsOfIssue(issue, held));
    // What is missing after something was left out was not missing in the text.
    if (round === 0) problems.push(...found.map(({ problem }) => problem));
    const left =
      found.length > MAX_PROBLEMS
        ? undefined
        : withoutParts(
            sound,
            found.map(({ path }) => path),
          );
    if (left === undefined) break;
    sound = left;
  }
  return { root: sound, problems };
}

/** Without the parts at `paths`; the last ones first, so that the indexes of the others stay right. */
function withoutParts(root: Node, paths: readonly Path[]): Node | undefined {
  const unique = new Map(paths.map((path) => [JSON.stringify(path), path]));
  let left: Node | undefined = root;
  for (const path of [...unique.values()].sort((a, b) => comparePaths(b, a))) {
    left = left === undefined ? undefined : withoutPart(left, path);
  }
  return left;
}

function comparePaths(a: Path, b: Path): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const [x = '', y = ''] = [a[index], b[index]];
    if (x === y) continue;
    return typeof x === 'number' && typeof y === 'number' ? x - y : String(x) < String(y) ? -1 : 1;
  }
  return a.length - b.length;
}
