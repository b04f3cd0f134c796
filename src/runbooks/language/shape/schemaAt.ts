// Finding one's way in the schema: which part of it is about a value in a document.
import type * as z from 'zod';
import { entryOf } from '../document/nodeAt.ts';
import type { Node, Path } from '../document/Node.ts';
import { unwrapped } from './Schema.ts';
import type { Schema, Shape } from './Schema.ts';
import { variantOf } from './variantOf.ts';

/** The part of the schema that is about the value at `path` of a document; undefined where the schema has no such place. */
export function schemaAt(schema: Schema, root: Node, path: Path): Schema | undefined {
  let found: Schema | undefined = schema;
  let node: Node | undefined = root;
  for (const part of path) {
    if (found === undefined) return undefined;
    const { def }: z.core.$ZodTypes['_zod'] = (resolved(found, node) as z.core.$ZodTypes)._zod;
    if (def.type === 'object') found = Object.hasOwn(def.shape, part) ? (def.shape as Shape)[String(part)] : undefined;
    else if (def.type === 'record') found = def.valueType;
    else if (def.type === 'array') found = def.element;
    else return undefined;
    if (node?.kind === 'map') node = entryOf(node, String(part))?.value;
    else node = node?.kind === 'list' && typeof part === 'number' ? node.items[part] : undefined;
  }
  return found;
}

/** Unwrapped, and of a union the alternative that `node` is meant to be. */
export function resolved(schema: Schema, node: Node | undefined): Schema {
  const bare = unwrapped(schema);
  if ((bare as z.core.$ZodTypes)._zod.def.type !== 'union' || node === undefined) return bare;
  const variant = variantOf(bare, node);
  return variant.kind === 'one' ? resolved(variant.schema, node) : bare;
}
