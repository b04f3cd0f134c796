// Values that can be counted, or that are usual: words of the schema, roles, steps, runbooks, durations.
import type * as z from 'zod';
import { describeSchema } from '../../describeSchema.ts';
import { nodeAt } from '../../document/nodeAt.ts';
import type { Path } from '../../document/Node.ts';
import type { Notation } from '../../schema.ts';
import { optionsOf, shapeOf, unwrapped } from '../../shape/Schema.ts';
import type { Schema } from '../../shape/Schema.ts';
import { symbolTable } from '../usesOf.ts';
import { escaped } from './Completing.ts';
import type { Completing } from './Completing.ts';
import type { CompletionItem, CompletionKind } from './CompletionItem.ts';

/** What is usual where anything may be written. */
const USUAL: Partial<Record<Notation, readonly string[]>> = {
  duration: ['2s', '5s', '10s', '30s', '60s', '2m', '5m', '10m', '30m', '1h'],
  size: ['64KiB', '1MiB', '512MiB', '1GiB', '10GiB'],
  mode: ['0644', '0600', '0640', '0755', '0700'],
};

/** The values for `path`, a part of `schema` that belongs to `parent`. */
export function valueItems(
  completing: Completing,
  schema: Schema,
  notation: Notation | undefined,
  parent: Schema | undefined,
): readonly CompletionItem[] {
  const { study, cursor, options } = completing;
  if (cursor.kind !== 'value' || cursor.node.style === 'literal' || cursor.node.style === 'folded') return [];
  const range = study.positions.rangeAt({ start: cursor.start, end: cursor.end });
  if (range.start.line !== range.end.line) return [];
  const quoted = cursor.node.style !== 'plain';
  const { path } = cursor;
  const items = (texts: readonly string[], kind: CompletionKind, quotes = ''): CompletionItem[] =>
    texts.map((text, index) => ({
      label: text,
      kind,
      range,
      insert: escaped(quoted ? text : `${quotes}${text}${quotes}`),
      sort: `0${String(index).padStart(4, '0')}`,
    }));
  const { symbols } = symbolTable(study);
  const named = (kind: 'role' | 'step'): string[] => symbols.filter((one) => one.kind === kind).map(({ name }) => name);
  if (isRole(path)) return items(named('role'), 'role');
  if (path[0] === 'guards' && path.includes('during')) return items(named('step'), 'step');
  if (path[0] === 'verdicts' && path.at(-1) === 'next') return items(options.runbooks ?? [], 'runbook');
  if (path.at(-1) === 'use') return items(options.files ?? [], 'runbook');
  const ofEnum = path[0] === 'inputs' && path.at(-1) === 'default' ? enumValues(completing, path) : [];
  const usual = notation === undefined ? [] : (USUAL[notation] ?? []);
  return [
    ...items([...ofEnum, ...valuesOf(schema, parent, path.at(-1))], 'value'),
    ...items(usual, 'value', notation === 'mode' ? "'" : ''),
  ];
}

function isRole(path: Path): boolean {
  const [last, before] = [path.at(-1), path.at(-2)];
  if (path[0] === 'inputs' || path.includes('capture')) return false;
  if (last === 'target' || last === 'each' || (before === 'target' && typeof last === 'number')) return true;
  return before === 'targets' && path.length > 2;
}

/** Of the key by which alternatives are told apart, what any of them has. */
function valuesOf(schema: Schema, parent: Schema | undefined, key: string | number | undefined): readonly string[] {
  const def = parent && (unwrapped(parent) as z.core.$ZodTypes)._zod.def;
  if (parent === undefined || def?.type !== 'union' || !('discriminator' in def) || def.discriminator !== key) {
    return describeSchema(schema).values;
  }
  return (optionsOf(parent) ?? []).flatMap((option) => {
    const part = shapeOf(option)?.[String(key)];
    return part === undefined ? [] : describeSchema(part).values;
  });
}

function enumValues({ cursor }: Completing, path: Path): readonly string[] {
  const values = nodeAt(cursor.root, [...path.slice(0, -1), 'values']);
  if (values?.kind !== 'list') return [];
  return values.items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [String(item.value)] : []));
}
