// Completion: what can be written at a position of a runbook, however broken the text around it is.
import type { Position } from '../Diagnostic.ts';
import type { Path } from '../document/Node.ts';
import type { Source } from '../readRunbook.ts';
import { runbookSchema } from '../schema.ts';
import type { Notation } from '../schema.ts';
import { metaOf } from '../shape/metaOf.ts';
import { optionsOf, shapeOf, unwrapped } from '../shape/Schema.ts';
import type { Schema } from '../shape/Schema.ts';
import { schemaAt } from '../shape/schemaAt.ts';
import { templateParts } from '../templateParts.ts';
import type { Completing } from './completion/Completing.ts';
import type { CompletionItem, CompletionOptions } from './completion/CompletionItem.ts';
import { expressionItems } from './completion/expressionItems.ts';
import { keyItems, snippetItems } from './completion/keyItems.ts';
import { scriptItems } from './completion/scriptItems.ts';
import { valueItems } from './completion/valueItems.ts';
import { cursorAt, MARK } from './cursorAt.ts';
import { graft } from './graft.ts';
import { namesAt } from './namesAt.ts';
import { offsetAt } from './offsetAt.ts';
import { studyOf } from './Study.ts';

/** The items for `position`. Never throws. */
export function complete(source: Source, position: Position, options: CompletionOptions): readonly CompletionItem[] {
  const offset = offsetAt(source.text, position);
  const cursor = cursorAt(source.text, offset);
  if (cursor === undefined) return [];
  const completing: Completing = { study: studyOf(source.text), offset, cursor, options };
  const schema = schemaFor(completing, cursor.path);
  if (schema === undefined) return [];
  if (cursor.kind === 'key') return keyItems(completing, schema, cursor.map);
  return [...ofNotation(completing, schema), ...ofShape(completing, schema)];
}

/** The part of the schema for `path`, with what is missing on the way made up. */
function schemaFor({ cursor }: Completing, path: Path): Schema | undefined {
  return schemaAt(runbookSchema, graft(runbookSchema, cursor.root, path).tree, path);
}

/** What the notation of a text allows at the cursor. */
function ofNotation(completing: Completing, schema: Schema): readonly CompletionItem[] {
  const { cursor } = completing;
  const { path, before, after } = cursor;
  const notation = notationOf(completing, schema);
  if (notation === 'cel') return expressionItems(completing, namesAt(cursor.root, path), before, after);
  if (notation === 'sh') {
    return before.includes('$') ? scriptItems(completing, namesAt(cursor.root, path), before, after) : [];
  }
  const part = expressionAround(before, after);
  if (part !== undefined) {
    const names = namesAt(cursor.root, path);
    return names.size === 0 ? [] : expressionItems(completing, names, part.before, part.after);
  }
  return valueItems(completing, schema, notation, schemaFor(completing, path.slice(0, -1)));
}

/** In a map of languages, the notation is that of the whole. */
function notationOf(completing: Completing, schema: Schema): Notation | undefined {
  const { path } = completing.cursor;
  const { notation } = metaOf(schema);
  if (notation !== undefined || !/^(?:en|zh-cn)$/.test(String(path.at(-1)))) return notation;
  const whole = schemaFor(completing, path.slice(0, -1));
  return whole && metaOf(whole).notation;
}

/** The expression between `{{` and `}}` that the cursor is in. */
function expressionAround(
  before: string,
  after: string,
): { readonly before: string; readonly after: string } | undefined {
  const at = before.length;
  const part = templateParts(before + MARK + after).find(({ start, end }) => start <= at && at < end);
  if (part === undefined || part.kind === 'literal') return undefined;
  const start = part.kind === 'unclosed' ? part.start + 2 : part.start;
  return { before: before.slice(start), after: part.text.slice(at + MARK.length - part.start) };
}

/** Keys, list items and whole parts, where a value begins in a line of its own. */
function ofShape(completing: Completing, schema: Schema): readonly CompletionItem[] {
  const { cursor } = completing;
  if (!cursor.leads || cursor.kind !== 'value' || cursor.node.style !== 'plain') return [];
  const { def } = unwrapped(schema)._zod as { def: { type: string; element?: Schema } };
  if (def.type === 'array' && def.element !== undefined) {
    return snippetItems(completing, def.element, [...cursor.path, 0], true);
  }
  const hasKeys = shapeOf(schema) !== undefined || (optionsOf(schema) ?? []).some((one) => shapeOf(one) !== undefined);
  if (!hasKeys) return [];
  return [...keyItems(completing, schema, undefined), ...snippetItems(completing, schema, cursor.path, false)];
}
