// What a key needs behind it, with a stop for everything that has to be written.
import type * as z from 'zod';
import { metaOf } from '../../shape/metaOf.ts';
import { isOptional, optionsOf, shapeOf, unwrapped } from '../../shape/Schema.ts';
import type { Schema } from '../../shape/Schema.ts';

/** More than the schema asks for, since it is what a good one has. */
const RICHER: Readonly<Record<string, readonly string[]>> = {
  gate: ['title: $', 'run: $', 'expect: $'],
  step: ['id: $', 'title: $', 'effect: $', 'run: $'],
  confirm: ['message: $', 'show:', '  - title: $', '    run: $'],
  undo: ['run: $', 'verify:', '  - run: $', '    expect: $'],
};

/** What is written after `key:`, its line breaks indented to `column` and deeper; in a flow map, a place for the value. */
export function skeleton(schema: Schema, column: number, flow: boolean): string {
  if (flow) return ' $0';
  const lines = below(schema);
  if (lines === undefined) return ' $0';
  let stops = 0;
  const pad = ' '.repeat(column + 2);
  return lines.map((line) => `\n${pad}${line.replace(/\$$/, () => `$${(stops += 1)}`)}`).join('');
}

/** The lines below the key, `$` where something is to be written; undefined where it goes into the line of the key. */
function below(schema: Schema): readonly string[] | undefined {
  const richer = RICHER[metaOf(schema).id ?? ''];
  if (richer !== undefined) return richer;
  const bare = unwrapped(schema);
  const options = optionsOf(bare);
  if (options !== undefined) {
    const [first] = options;
    return first === undefined || options.some((option) => below(option) === undefined) ? undefined : below(first);
  }
  const { def } = (bare as z.core.$ZodTypes)._zod;
  if (def.type === 'record') return ['$'];
  if (def.type === 'array') return inList(below(def.element) ?? ['$']);
  const shape = shapeOf(bare);
  if (shape === undefined) return undefined;
  const required = Object.entries(shape).filter(([, part]) => !isOptional(part));
  if (required.length === 0) return ['$'];
  return required.flatMap(([key, part]) => {
    const inner = below(part);
    return inner === undefined ? [`${key}: $`] : [`${key}:`, ...inner.map((line) => `  ${line}`)];
  });
}

function inList(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
}
