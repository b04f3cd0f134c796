// The names that a text may use at a place of a document, finished or not.
import { nodeAt } from '../document/nodeAt.ts';
import type { Node, Path } from '../document/Node.ts';
import { placesOf } from '../scope/placesOf.ts';
import type { Names } from '../scope/Name.ts';
import { runbookSchema } from '../schema.ts';
import { checkShape } from '../shape/checkShape.ts';
import { lostNames } from '../shape/lostNames.ts';
import { graft } from './graft.ts';

/** The names at `path`; none where nothing can be told. What the place and what is around it still lack is made up. */
export function namesAt(root: Node, path: Path): Names {
  const { tree, leaf } = graft(runbookSchema, root, path);
  const { value: runbook, root: sound } = checkShape(runbookSchema, tree, '');
  if (runbook === undefined) return new Map();
  const place = placesOf(runbook, lostNames(tree, sound)).find((one) => nodeAt(sound, one.path) === leaf);
  return place?.names ?? new Map();
}
