// The icons that are used are the codicons' own, under their own names.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const css = readFileSync('webview/style/icons.css', 'utf8');
const source = readFileSync('webview/ui/icon.ts', 'utf8');
const codicons = readFileSync('node_modules/@vscode/codicons/dist/codicon.css', 'utf8');
const glyphs = [...css.matchAll(/\.i-([\w-]+)::before \{\s*content: '\\(\w+)'/g)].map(([, name, glyph]) => ({
  name: name ?? '',
  glyph: glyph ?? '',
}));

it('has the glyph of each icon', () => {
  expect(glyphs.length).toBeGreaterThan(15);
  const wrong = glyphs.filter(
    ({ name, glyph }) => !codicons.includes(`.codicon-${name}:before { content: "\\${glyph}" }`),
  );
  expect(wrong).toEqual([]);
});

it('has each icon that the page can ask for', () => {
  const [, union = ''] = /IconName =([^;]+);/.exec(source) ?? [];
  const named = union.match(/'[\w-]+'/g) ?? [];
  expect(named.map((name) => name.slice(1, -1)).sort()).toEqual(glyphs.map(({ name }) => name).sort());
});
