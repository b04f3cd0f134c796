// A document with something at a path, and with all that has to be around it, so that it can be checked like a finished one.
import type * as z from 'zod';
import type { MapEntry, Node, Path, ScalarNode } from '../document/Node.ts';
import { metaOf } from '../shape/metaOf.ts';
import { isOptional, optionsOf, shapeOf, unwrapped } from '../shape/Schema.ts';
import type { Schema } from '../shape/Schema.ts';
import { variantOf } from '../shape/variantOf.ts';

/** The document, and the node that was put at the path. */
export interface Grafted {
  readonly tree: Node;
  readonly leaf: Node;
}

/** Puts a stand-in at `path` of `node`, a document of `schema`, and stand-ins for what is needed on the way and not there. */
export function graft(schema: Schema, node: Node | undefined, [key, ...rest]: Path): Grafted {
  if (key === undefined) {
    const leaf = standIn(schema);
    return { tree: leaf, leaf };
  }
  const meant = alternative(schema, node, key);
  const { def } = (meant as z.core.$ZodTypes)._zod;
  if (def.type === 'array') {
    const items = node?.kind === 'list' ? [...node.items] : [];
    const index = Math.min(Number(key), items.length);
    const { tree, leaf } = graft(def.element, items[index], rest);
    items[index] = tree;
    return { tree: { kind: 'list', items, span: NOWHERE }, leaf };
  }
  const shape = shapeOf(meant);
  const entries = new Map((node?.kind === 'map' ? node.entries : []).map((entry) => [entry.key, entry]));
  for (const [name, part] of Object.entries(shape ?? {})) {
    if (!isOptional(part) && isNothing(entries.get(name)?.value)) entries.set(name, entryOf(name, standIn(part)));
  }
  const below = shape?.[String(key)] ?? (def.type === 'record' ? def.valueType : undefined);
  const { tree, leaf } =
    below === undefined ? { tree: text('x'), leaf: text('x') } : graft(below, entries.get(String(key))?.value, rest);
  entries.set(String(key), entryOf(String(key), tree));
  return { tree: { kind: 'map', entries: [...entries.values()], span: NOWHERE }, leaf };
}

const NOWHERE = { start: 0, end: 0 };

function entryOf(key: string, value: Node): MapEntry {
  return { key, keySpan: NOWHERE, value };
}

function isNothing(node: Node | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && (node.value === null || node.value === ''));
}

/** Of a union the alternative that is meant, else the first one that has the key. */
function alternative(schema: Schema, node: Node | undefined, key: string | number): Schema {
  const bare = unwrapped(schema);
  const options = optionsOf(bare);
  if (options === undefined) return bare;
  const variant = node?.kind === 'map' ? variantOf(bare, node) : undefined;
  const having = options.find((option) =>
    typeof key === 'number' ? typeOf(option) === 'array' : Object.hasOwn(shapeOf(option) ?? {}, key),
  );
  const meant = variant?.kind === 'one' ? variant.schema : (having ?? options[0]);
  return meant === undefined ? bare : alternative(meant, node, key);
}

function typeOf(schema: Schema): string {
  return (unwrapped(schema) as z.core.$ZodTypes)._zod.def.type;
}

function text(value: ScalarNode['value']): ScalarNode {
  return { kind: 'scalar', value, style: 'plain', span: NOWHERE };
}

/** Something that the schema takes. */
function standIn(schema: Schema): Node {
  const bare = unwrapped(schema);
  const { def } = (bare as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'enum':
      return text(String(Object.values(def.entries)[0]));
    case 'literal':
      return text(String(def.values[0]));
    case 'boolean':
      return text(false);
    case 'number':
      return text(1);
    case 'array':
      return { kind: 'list', items: [standIn(def.element)], span: NOWHERE };
    case 'union':
      return def.options[0] === undefined ? text('x') : standIn(def.options[0]);
    case 'object':
      return {
        kind: 'map',
        span: NOWHERE,
        entries: Object.entries(def.shape)
          .filter(([, part]) => !isOptional(part))
          .map(([key, part]) => entryOf(key, standIn(part))),
      };
    case 'record':
      return { kind: 'map', entries: [], span: NOWHERE };
    default:
      return text(metaOf(schema).notation === 'cel' ? 'true' : 'x');
  }
}
