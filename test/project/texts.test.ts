// The catalogues, the engine's and the editor's: complete in both languages, translated, with the same placeholders, and nothing in it that nobody says.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en as editorEn } from '../../src/extension/texts/en.ts';
import { zhCn as editorZhCn } from '../../src/extension/texts/zh-cn.ts';
import { en as engineEn } from '../../src/runbooks/texts/en.ts';
import { zhCn as engineZhCn } from '../../src/runbooks/texts/zh-cn.ts';

type Catalogue = Readonly<Record<string, string>>;
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

/** Every source file but the catalogue itself, in one text. */
function sourceText(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'texts')
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sourceText(path);
      return entry.name.endsWith('.ts') ? readFileSync(path, 'utf8') : '';
    })
    .join('\n');
}

describe.each<{ folder: string; en: Catalogue; zhCn: Catalogue }>([
  { folder: 'src/runbooks/texts', en: engineEn, zhCn: engineZhCn },
  { folder: 'src/extension/texts', en: editorEn, zhCn: editorZhCn },
])('the catalogue in $folder', ({ folder, en, zhCn }) => {
  const codes = Object.keys(en);
  const english = (code: string): string => en[code] ?? '';
  const chinese = (code: string): string => zhCn[code] ?? '';

  it('has texts', () => {
    expect(codes.length).toBeGreaterThan(100);
  });

  it('has the same codes in both languages', () => {
    expect(Object.keys(zhCn).sort()).toEqual([...codes].sort());
  });

  it('names each code after its room', () => {
    const rooms = readdirSync(join(folder, 'en')).map((file) => file.replace('.ts', ''));
    expect(codes.filter((code) => !rooms.includes(code.split('.')[0] ?? ''))).toEqual([]);
  });

  it('keeps every placeholder in the translation', () => {
    const different = codes.filter(
      (code) => JSON.stringify(placeholders(english(code))) !== JSON.stringify(placeholders(chinese(code))),
    );
    expect(different).toEqual([]);
  });

  it('is translated: what holds English words holds Chinese ones', () => {
    const hasWords = (text: string): boolean => /[a-z]{3}\s+[a-z]{2}/i.test(text.replace(/\{\w+\}|`[^`]*`/g, ''));
    const untranslated = codes.filter((code) => hasWords(english(code)) && !/\p{Script=Han}/u.test(chinese(code)));
    expect(untranslated).toEqual([]);
  });

  it('has no text that nothing says', () => {
    const source = sourceText('src') + sourceText('webview');
    const said = new Set(source.match(/\b[a-z]+(?:\.[\w-]+)+/g));
    // A code may be put together: `views.outcome.${outcome}`.
    const families = [...source.matchAll(/`([a-z]+(?:\.\w+)*\.)\$\{/gi)].map(([, family = '']) => family);
    const unused = codes.filter((code) => !said.has(code) && !families.some((family) => code.startsWith(family)));
    expect(unused).toEqual([]);
  });
});
