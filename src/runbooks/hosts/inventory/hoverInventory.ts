// Hover in hosts.yaml: what a key means, and what is known of a host where a group names it.
import type { Position } from '../../language/Diagnostic.ts';
import { nodeAt } from '../../language/document/nodeAt.ts';
import type { Node } from '../../language/document/Node.ts';
import { plainOf } from '../../language/document/plainOf.ts';
import { localise } from '../../language/localise.ts';
import type { Source } from '../../language/readRunbook.ts';
import { textSchema } from '../../language/schema/primitives.ts';
import type { Hover } from '../../language/service/hover.ts';
import type { HoverPart } from '../../language/service/HoverPart.ts';
import { keyHover } from '../../language/service/keyHover.ts';
import { offsetAt } from '../../language/service/offsetAt.ts';
import { scalarAt } from '../../language/service/scalarAt.ts';
import { studyOf } from '../../language/service/Study.ts';
import type { Locale } from '../../texts/say.ts';
import { inventorySchema } from './inventorySchema.ts';

/** What there is to say about `position`. */
export function hoverInventory(source: Source, position: Position, locale: Locale): Hover | undefined {
  const study = studyOf(source.text);
  const offset = offsetAt(source.text, position);
  const found = scalarAt(study.root, offset);
  const inGroup = found?.at === 'value' && found.path[0] === 'groups' && found.path.length === 3;
  const host = inGroup ? nodeAt(study.root, ['hosts', String(found.node.value)]) : undefined;
  if (!inGroup || host === undefined) return keyHover(study, inventorySchema, offset, locale);
  const parts = hostParts(host, locale);
  return parts.length === 0 ? undefined : { range: study.positions.rangeAt(found.node.span), parts };
}

/** What its author wrote of it, sound or not. */
function hostParts(host: Node, locale: Locale): readonly HoverPart[] {
  const description = nodeAt(host, ['description']);
  const text = description === undefined ? undefined : textSchema.safeParse(plainOf(description)).data;
  const values = nodeAt(host, ['values']);
  const lines =
    values?.kind === 'map'
      ? values.entries.flatMap(({ key, value }) => (value.kind === 'scalar' ? `${key}: ${String(value.value)}` : []))
      : [];
  return [
    ...(text === undefined ? [] : [{ kind: 'plain' as const, text: localise(text, locale) }]),
    ...(lines.length === 0 ? [] : [{ kind: 'code' as const, text: lines.join('\n') }]),
  ];
}
