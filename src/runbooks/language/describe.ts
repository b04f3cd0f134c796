// What can be said about a place of a runbook: for hover and completion, from the schema that reads it.
import { describeSchema } from './describeSchema.ts';
import type { PlaceDescription } from './describeSchema.ts';
import { nodeAt } from './document/nodeAt.ts';
import type { Node, Path } from './document/Node.ts';
import { parseDocument } from './document/parseDocument.ts';
import type { Source } from './readRunbook.ts';
import { runbookSchema } from './schema.ts';
import { schemaAt } from './shape/schemaAt.ts';

export type { KeyDescription, PlaceDescription } from './describeSchema.ts';

/** Describes the value at `path`, written or not; undefined where the language has no such place. */
export function describe(source: Source, path: Path): PlaceDescription | undefined {
  const root: Node = parseDocument(source.text).root ?? { kind: 'map', entries: [], span: { start: 0, end: 0 } };
  const schema = schemaAt(runbookSchema, root, path);
  return schema && describeSchema(schema, nodeAt(root, path));
}
