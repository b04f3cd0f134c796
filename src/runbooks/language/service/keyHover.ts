// What the schema says of a key, and of a value that is special.
import { describeSchema } from '../describeSchema.ts';
import { nodeAt } from '../document/nodeAt.ts';
import { parseDuration } from '../duration.ts';
import { metaOf } from '../shape/metaOf.ts';
import type { Schema } from '../shape/Schema.ts';
import { schemaAt } from '../shape/schemaAt.ts';
import { parseSize } from '../size.ts';
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import { durationInWords } from './durationInWords.ts';
import type { Hover } from './hover.ts';
import type { HoverPart } from './HoverPart.ts';
import { scalarAt } from './scalarAt.ts';
import type { Study } from './Study.ts';

/** A key with its description; a value with what is special about it, or else the description of its key. */
export function keyHover(study: Study, schema: Schema, offset: number, locale: Locale): Hover | undefined {
  const found = scalarAt(study.root, offset);
  if (found === undefined) return undefined;
  const span = found.at === 'key' ? found.entry.keySpan : found.node.span;
  const part = schemaAt(schema, study.root, found.path);
  const text = part && describeSchema(part, nodeAt(study.root, found.path)).text;
  const parts: HoverPart[] = [];
  if (part !== undefined && found.at === 'value') {
    const words = valueInWords(metaOf(part).notation, String(found.node.value), locale);
    if (words !== undefined) parts.push({ kind: 'markdown', text: words });
    else if (String(found.node.value).includes('\n') || typeof found.path.at(-1) === 'number') return undefined;
  }
  if (text !== undefined) parts.push({ kind: 'markdown', text: say(locale, { code: text }) });
  return parts.length === 0 ? undefined : { range: study.positions.rangeAt(span), parts };
}

function valueInWords(notation: string | undefined, text: string, locale: Locale): string | undefined {
  if (notation === 'duration') {
    const milliseconds = parseDuration(text);
    return milliseconds === undefined ? undefined : durationInWords(milliseconds, locale);
  }
  const bytes = notation === 'size' ? parseSize(text) : undefined;
  if (bytes === undefined) return undefined;
  return say(locale, { code: 'service.value.size', args: { bytes: bytes.toLocaleString(locale) } });
}
