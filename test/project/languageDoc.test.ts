// What the language's documentation shows is sound, and nothing of the language is missing there.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { callableNames } from '../../src/runbooks/language/cel/overloads.ts';
import { readRunbook } from '../../src/runbooks/language/readRunbook.ts';
import { runbookJsonSchema } from '../../src/runbooks/language/runbookJsonSchema.ts';

const textOf = (file: string): string => readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8');
const doc = textOf('docs/language.md');
/** What is written as code. */
const code = [...doc.matchAll(/`[^`]+`|```yaml[\s\S]*?```/g)].join('\n');

it.each(['docs/language.md', 'README.md'])('the runbooks in %s are sound', (file) => {
  const runbooks = [...textOf(file).matchAll(/```yaml\n(schema: runbook\/v1\n[\s\S]*?)```/g)].map(
    ([, text = '']) => text,
  );
  expect(runbooks.length).toBeGreaterThan(0);
  for (const text of runbooks) expect(readRunbook({ uri: file, text }).diagnostics).toEqual([]);
});

it('names every key of a runbook', () => {
  const keys = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [key, value] of Object.entries(part)) {
      if (key === 'properties') Object.keys(value as object).forEach((name) => keys.add(name));
      visit(value);
    }
  };
  visit(runbookJsonSchema());
  expect(keys.size).toBeGreaterThan(50);
  // What explains itself, wherever it stands.
  for (const key of ['title', 'description', 'tags', 'message', 'default', 'en', 'zh-cn']) keys.delete(key);
  expect([...keys].filter((key) => !new RegExp(`\\b${key}\\b`).test(code))).toEqual([]);
});

it('names every function of CEL', () => {
  const names = [...callableNames(false), ...callableNames(true)];
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([]);
});
