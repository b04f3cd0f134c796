// Completion in hosts.yaml: its keys, and the names of its hosts in groups.
import type { Position } from '../../language/Diagnostic.ts';
import { nodeAt } from '../../language/document/nodeAt.ts';
import type { Source } from '../../language/readRunbook.ts';
import { describeSchema } from '../../language/describeSchema.ts';
import type { Completing } from '../../language/service/completion/Completing.ts';
import { escaped } from '../../language/service/completion/Completing.ts';
import type {
  CompletionItem,
  CompletionKind,
  CompletionOptions,
} from '../../language/service/completion/CompletionItem.ts';
import { keyItems } from '../../language/service/completion/keyItems.ts';
import { cursorAt } from '../../language/service/cursorAt.ts';
import { graft } from '../../language/service/graft.ts';
import { offsetAt } from '../../language/service/offsetAt.ts';
import { studyOf } from '../../language/service/Study.ts';
import { shapeOf } from '../../language/shape/Schema.ts';
import { schemaAt } from '../../language/shape/schemaAt.ts';
import { inventorySchema } from './inventorySchema.ts';
import { readHostNames } from './readHostNames.ts';

/** The items for `position`, however broken the text around it is. Never throws. */
export function completeInventory(
  source: Source,
  position: Position,
  options: CompletionOptions,
): readonly CompletionItem[] {
  const offset = offsetAt(source.text, position);
  const cursor = cursorAt(source.text, offset);
  if (cursor === undefined) return [];
  const completing: Completing = { study: studyOf(source.text), offset, cursor, options };
  const schema = schemaAt(inventorySchema, graft(inventorySchema, cursor.root, cursor.path).tree, cursor.path);
  if (schema === undefined) return [];
  if (cursor.kind === 'key') return keyItems(completing, schema, cursor.map);
  if (cursor.path[0] === 'groups' && cursor.path.length === 3) return items(completing, hostsLeft(completing), 'value');
  const values = items(completing, describeSchema(schema).values, 'value');
  return cursor.leads && shapeOf(schema) !== undefined ? keyItems(completing, schema, undefined) : values;
}

/** The hosts that the group at the cursor does not have yet. */
function hostsLeft({ cursor }: Completing): readonly string[] {
  const group = nodeAt(cursor.root, cursor.path.slice(0, -1));
  const its =
    group?.kind === 'list' ? group.items.map((item) => (item.kind === 'scalar' ? item.value : undefined)) : [];
  return readHostNames(cursor.root).declared.filter((name) => !its.includes(name));
}

function items({ study, cursor }: Completing, labels: readonly string[], kind: CompletionKind): CompletionItem[] {
  const range = study.positions.rangeAt({ start: cursor.start, end: cursor.end });
  if (range.start.line !== range.end.line) return [];
  return labels.map((label, index) => ({
    label,
    kind,
    range,
    insert: escaped(label),
    sort: `0${String(index).padStart(4, '0')}`,
  }));
}
