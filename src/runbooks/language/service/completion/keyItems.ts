// The keys that a map may still have, and whole parts where one begins.
import { MEANINGLESS } from '../../check/meaninglessKeys.ts';
import type { StepKind } from '../../check/meaninglessKeys.ts';
import { describeSchema } from '../../describeSchema.ts';
import { entryOf } from '../../document/nodeAt.ts';
import type { MapNode, Path } from '../../document/Node.ts';
import { metaOf } from '../../shape/metaOf.ts';
import { optionsOf, shapeOf } from '../../shape/Schema.ts';
import type { Schema } from '../../shape/Schema.ts';
import { resolved } from '../../shape/schemaAt.ts';
import { inWords } from '../inWords.ts';
import { told } from './Completing.ts';
import type { Completing } from './Completing.ts';
import type { CompletionItem } from './CompletionItem.ts';
import { skeleton } from './skeleton.ts';
import { snippets } from './snippets.ts';
import type { Snippet } from './snippets.ts';

/** The keys for a map of `schema`, of which `map` is there already. */
export function keyItems(completing: Completing, schema: Schema, map: MapNode | undefined): readonly CompletionItem[] {
  const { study, cursor } = completing;
  if (/[\s:]/.test(cursor.before)) return [];
  const shapes = shapesOf(schema, map);
  const meaningless = map === undefined ? [] : meaninglessOn(map, schema);
  const colon = /^["']?\s*:/.test(study.text.slice(cursor.end));
  const range = study.positions.rangeAt({ start: cursor.start, end: cursor.end });
  return describeSchema(schema, map)
    .keys.filter(({ key }) => (map === undefined || entryOf(map, key) === undefined) && !meaningless.includes(key))
    .map(({ key, text, required }, index) => {
      const part = shapes.find((shape) => Object.hasOwn(shape, key))?.[key];
      const rest = colon || part === undefined ? '' : `:${skeleton(part, cursor.column, cursor.flow)}`;
      return {
        label: key,
        kind: 'key' as const,
        ...(text === undefined ? {} : { documentation: told(completing, { code: text }) }),
        range,
        insert: `${key}${rest}`,
        sort: `${required ? 0 : 1}${String(index).padStart(3, '0')}`,
        ...(rest === ': $0' ? { more: true as const } : {}),
      };
    });
}

function shapesOf(schema: Schema, map: MapNode | undefined): Readonly<Record<string, Schema>>[] {
  const meant = resolved(schema, map);
  return [meant, ...(optionsOf(meant) ?? [])].map((one) => shapeOf(one) ?? {});
}

/** Keys that say nothing on a step such as this one. */
function meaninglessOn(map: MapNode, schema: Schema): readonly string[] {
  if (metaOf(schema).id !== 'step') return [];
  const kind = (['file', 'manual', 'use'] as const).find((key) => entryOf(map, key) !== undefined);
  const effect = entryOf(map, 'effect')?.value;
  const read = effect?.kind === 'scalar' && effect.value === 'read';
  const meant: StepKind = kind ?? (read ? 'read' : 'run');
  return MEANINGLESS[meant];
}

/** The snippets for a part of `schema` at `path`, behind `dash` where it begins an item of a list. */
export function snippetItems(
  completing: Completing,
  schema: Schema,
  path: Path,
  dash: boolean,
): readonly CompletionItem[] {
  const { study, cursor, options } = completing;
  if (cursor.flow || /\s/.test(cursor.before)) return [];
  const range = study.positions.rangeAt({ start: cursor.start, end: cursor.end });
  const pad = ' '.repeat(cursor.column + (dash ? 2 : 0));
  return snippets
    .filter(({ of }) => of === partOf(schema, path))
    .map(({ name, title, lines }, index) => ({
      label: name,
      kind: 'snippet' as const,
      detail: told(completing, { code: title }),
      range,
      insert: `${dash ? '- ' : ''}${inWords(lines.join(`\n${pad}`), options.locale)}`,
      sort: `3${String(index).padStart(2, '0')}`,
    }));
}

function partOf(schema: Schema, path: Path): Snippet['of'] | undefined {
  if (path.length === 0) return 'runbook';
  const ids = [schema, ...(optionsOf(schema) ?? [])].map((one) => metaOf(one).id);
  if (ids.includes('step')) return 'step';
  if (ids.includes('gate') || ids.includes('guard')) return 'gate';
  return path[0] === 'verdicts' && path.length <= 2 ? 'verdict' : undefined;
}
