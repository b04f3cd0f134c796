// The schema says what it is: in JSON for other editors, and part by part for ours.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe as group, expect, it } from 'vitest';
import type { Path } from '../../../src/runbooks/language/document/Node.ts';
import { describe } from '../../../src/runbooks/language/describe.ts';
import { inventoryJsonSchema } from '../../../src/runbooks/hosts/inventory/inventoryJsonSchema.ts';
import { runbookJsonSchema } from '../../../src/runbooks/language/runbookJsonSchema.ts';

const SCHEMAS = [
  { file: 'runbook.v1.json', jsonSchema: runbookJsonSchema, parts: ['runbook', 'step', 'gate', 'undo', 'input'] },
  { file: 'hosts.v1.json', jsonSchema: inventoryJsonSchema, parts: ['inventory', 'host', 'hostName', 'name'] },
];

group.each(SCHEMAS)('the schema in $file', ({ file, jsonSchema, parts }) => {
  const path = fileURLToPath(new URL(`../../../schema/${file}`, import.meta.url));

  it('is the committed file', () => {
    const current = `${JSON.stringify(jsonSchema(), null, 2)}\n`;
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, current);
    expect(readFileSync(path, 'utf8'), 'run this test with UPDATE_GOLDEN=1').toBe(current);
  });

  it('describes every key', () => {
    const bare: string[] = [];
    const visit = (part: unknown, path: string): void => {
      if (typeof part !== 'object' || part === null) return;
      if ('properties' in part) {
        for (const [key, value] of Object.entries(part.properties as Record<string, object>)) {
          const described =
            'description' in value || '$ref' in value || 'const' in value || key === 'en' || key === 'zh-cn';
          if (!described) bare.push(`${path}/${key}`);
        }
      }
      for (const [key, value] of Object.entries(part)) visit(value, `${path}/${key}`);
    };
    visit(jsonSchema(), '');
    expect(bare).toEqual([]);
  });

  it('names the parts that repeat', () => {
    const { $defs } = jsonSchema() as { $defs: Record<string, unknown> };
    expect(Object.keys($defs)).toEqual(expect.arrayContaining(parts));
    expect(Object.keys($defs).filter((name) => name.startsWith('_'))).toEqual([]);
  });
});

group('describe', () => {
  const text = [
    'schema: runbook/v1',
    'steps:',
    '  - id: a',
    '    file: { path: /etc/x }',
    '  - id: b',
    '  - id: c',
    '    run: df',
    '    undo: { boundary: Here. }',
    'inputs: { port: { type: integer } }',
  ].join('\n');
  const at = (path: Path): ReturnType<typeof describe> => describe({ uri: 'file:///x.yaml', text }, path);
  const keys = (path: Path): readonly string[] => at(path)?.keys.map(({ key }) => key) ?? [];

  it('knows the keys of the whole and which are required', () => {
    expect(keys([])).toContain('verdicts');
    expect(
      at([])
        ?.keys.filter(({ required }) => required)
        .map(({ key }) => key),
    ).toEqual(['schema', 'title', 'targets', 'steps']);
  });

  it('knows what kind of step it is in', () => {
    expect(keys(['steps', 0])).toContain('file');
    expect(keys(['steps', 0])).not.toContain('run');
    expect(keys(['steps', 0, 'file'])).toEqual(['path', 'content', 'raw', 'mode', 'owner', 'absent', 'apply']);
    expect(keys(['steps', 1])).toEqual(expect.arrayContaining(['run', 'file', 'manual', 'use', 'each']));
    expect(keys(['steps', 2, 'undo'])).toEqual(['boundary', 'verify']);
  });

  it('knows the values and notations of places that are not written yet', () => {
    expect(at(['steps', 2, 'effect'])).toMatchObject({
      text: 'schema.step.effect',
      values: ['read', 'change', 'destructive'],
    });
    expect(at(['steps', 2, 'verify', 0, 'expect'])).toMatchObject({ text: 'schema.gate.expect', notation: 'cel' });
    expect(at(['steps', 2, 'once'])?.values).toEqual(['true', 'false']);
    expect(at(['inputs', 'port', 'max'])).toMatchObject({ text: 'schema.input.max' });
  });

  it('knows no places that the language has not', () => {
    expect(at(['steps', 2, 'file', 'path'])).toBeUndefined();
    expect(at(['colour'])).toBeUndefined();
  });
});
