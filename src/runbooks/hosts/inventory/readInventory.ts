// Text to inventory: the front door of hosts.yaml.
import type { Read } from '../../language/Diagnostic.ts';
import { diagnosticsOf } from '../../language/diagnosticsOf.ts';
import { nodeAt } from '../../language/document/nodeAt.ts';
import type { Node } from '../../language/document/Node.ts';
import { parseDocument } from '../../language/document/parseDocument.ts';
import type { Source } from '../../language/readRunbook.ts';
import { checkShape } from '../../language/shape/checkShape.ts';
import type { Inventory, InventoryHost } from './Inventory.ts';
import { inventoryProblems } from './inventoryProblems.ts';
import { inventorySchema } from './inventorySchema.ts';
import { reachingProblem } from './reachingProblem.ts';

/** Reads and checks a hosts.yaml. Never throws; `value` is there only without an error among the diagnostics. */
export function readInventory(source: Source): Read<Inventory> {
  const { root, problems } = parseDocument(source.text);
  if (root === undefined) return { value: undefined, diagnostics: diagnosticsOf(source, problems) };
  const shaped = checkShape(inventorySchema, root, source.text);
  const diagnostics = diagnosticsOf(source, [
    ...problems,
    ...shaped.problems.map(reachingProblem),
    ...(shaped.value === undefined ? [] : inventoryProblems(shaped.value, root)),
  ]);
  const sound = shaped.value !== undefined && diagnostics.every(({ severity }) => severity !== 'error');
  return { value: sound ? inventoryOf(shaped.value, root, source.text) : undefined, diagnostics };
}

function inventoryOf({ hosts, groups }: ReturnType<typeof inventorySchema.parse>, root: Node, text: string): Inventory {
  const named = Object.entries(hosts).map(([name, host]): [string, InventoryHost] => {
    const values = Object.entries(host?.values ?? {}).map(([key, value]) => [
      key,
      asWritten(nodeAt(root, ['hosts', name, 'values', key]), value, text),
    ]);
    const description = host?.description;
    return [
      name,
      {
        ...(description === undefined ? {} : { description }),
        values: Object.fromEntries(values) as InventoryHost['values'],
      },
    ];
  });
  return { hosts: Object.fromEntries(named), groups };
}

/** A number as it stands in the file: `1.10` is a version to some input, and 0644 a mode. */
function asWritten(node: Node | undefined, value: string | number | boolean, text: string): string {
  return typeof value === 'number' && node !== undefined ? text.slice(node.span.start, node.span.end) : String(value);
}
