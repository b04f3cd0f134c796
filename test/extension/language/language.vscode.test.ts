// Writing runbooks in a real editor: problems, quick fixes, completion, hover, definition, rename, outline, lenses; other YAML left alone.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../../src/runbooks/texts/en.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { broken, greeting } from '../../vscode/runbooks.ts';
import { startEditor } from '../../vscode/startEditor.ts';
import type { Editor } from '../../vscode/startEditor.ts';
import { pictureFailures, whenEditor } from '../../vscode/whenEditor.ts';

const OTHER = 'services:\n  web: { image: nginx }\n  name: [unclosed\n';

/** Uses the greeting, and gives it an input that it has not. */
const whole = `schema: runbook/v1
title: All of it
targets: { node: { count: 1 } }
steps:
  - id: greet
    use: ./used.yaml
    inputs: { greeted: me }
`;

whenEditor('writing runbooks', () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let editor: Editor;
  pictureFailures(() => editor);

  const path = (file: string): string => join(folder.path, file);
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await editor.page.keyboard.press(key);
  };
  /** Puts the cursor before the first `words` of `text`, which the editor shows, or behind that. */
  const goTo = async (text: string, words: string, behind = 1): Promise<void> => {
    const before = text.slice(0, text.indexOf(words) + behind).split('\n');
    const [line, column] = [before.length, (before.at(-1)?.length ?? 0) + 1];
    await editor.page.locator('.editor-instance .monaco-editor.focused').waitFor();
    await press('Control+g');
    await editor.quickInput.locator('input').fill(`:${line}:${column}`);
    await press('Enter');
    await editor.page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  };
  /** What the file holds; the browser's editor saves by itself after a moment. */
  const onDisk = (file: string): Promise<string> => readFile(path(file), 'utf8');

  beforeAll(async () => {
    folder = await tempFolder('writing');
    await mkdir(path('runbooks'));
    await writeFile(path('runbooks/greeting.yaml'), greeting);
    await writeFile(path('runbooks/broken.yaml'), broken);
    await writeFile(path('compose.yaml'), OTHER);
    editor = await startEditor({ workspace: folder.path });
    // It takes the focus once it is there, which is nothing to happen while somebody writes.
    await editor.problems();
    await editor.page.locator('.markers-panel-container :focus').waitFor();
  });
  afterAll(async () => {
    await editor.stop();
    await folder.remove();
  });

  it('offers to run and to plan above the text', async () => {
    await editor.open('runbooks/greeting.yaml');
    const lenses = editor.page.locator('.codelens-decoration');
    await expect.poll(async () => (await lenses.allInnerTexts()).join(' ')).toMatch(/Run.*Plan/s);
  });

  it('explains what is pointed at', async () => {
    await goTo(greeting, 'name."');
    await press('Control+k', 'Control+i');
    const hover = editor.page.locator('.monaco-hover:visible');
    await hover.getByText('Input of type string. Default: night shift.').waitFor();
    await press('Escape');
  });

  it('goes to where a name is declared', async () => {
    await press('F12');
    await editor.page.locator('.statusbar-item', { hasText: 'Ln 5, Col 3' }).waitFor();
  });

  it('has an outline with the steps and their gates', async () => {
    await press('Control+Shift+o');
    for (const name of ['greeting', 'It can be read']) await editor.choice(name).first().waitFor();
    await editor.pick('It can be read');
    await editor.page.locator('.statusbar-item', { hasText: 'Ln 14' }).waitFor();
  });

  it('folds a step, and unfolds it', async () => {
    const script = editor.page.locator('.view-line', { hasText: 'printf' });
    await goTo(greeting, '- id: greeting');
    await press('Control+Shift+BracketLeft');
    await script.waitFor({ state: 'detached' });
    await press('Control+Shift+BracketRight');
    await script.waitFor();
    await goTo(greeting, 'name: {');
  });

  it('renames a name in scripts, templates and expressions', async () => {
    await press('F2');
    const input = editor.page.locator('.rename-box input');
    await input.waitFor();
    await input.fill('whom');
    await press('Enter');
    const uses = ['  name: {', '$name', 'contains(name)'];
    const expected = uses.reduce((text, use) => text.replace(use, () => use.replace('name', 'whom')), greeting);
    await expect.poll(() => onDisk('runbooks/greeting.yaml')).toBe(expected);
  });

  it('refuses a name that is taken', async () => {
    await press('F2');
    const input = editor.page.locator('.rename-box input');
    await input.waitFor();
    await input.fill('times');
    await press('Enter');
    const taken = en['service.rename.taken'].replace('{name}', 'times');
    await editor.page
      .getByText(taken.replaceAll('`', ''), { exact: false })
      .or(editor.page.getByText(taken))
      .first()
      .waitFor();
    await press('Escape');
    expect(await onDisk('runbooks/greeting.yaml')).toContain('contains(whom)');
  });

  it('completes what is written', async () => {
    await goTo(greeting, 'contains(name)', 14);
    await press('Enter');
    await editor.page.keyboard.type('ever');
    await press('Control+Space');
    await editor.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'every' }).first().waitFor();
    await press('Enter');
    await editor.page.keyboard.type('2s');
    await press('Escape');
    await expect.poll(() => onDisk('runbooks/greeting.yaml')).toMatch(/\n\s+every: 2s\n/);
  });

  it('shows a problem at its place and mends it', async () => {
    await editor.open('runbooks/broken.yaml');
    const rows = await editor.problems();
    await expect.poll(() => rows.allInnerTexts()).toContainEqual(expect.stringContaining('[Ln 9, Col 5]'));
    await editor.page.locator('.tab.active', { hasText: 'broken.yaml' }).click();
    await goTo(broken, 'runn');
    await press('Control+.');
    await editor.page.locator('.action-widget .monaco-list-row', { hasText: 'Write `run`' }).click();
    await expect.poll(() => onDisk('runbooks/broken.yaml')).toBe(broken.replace('runn', 'run'));
    await expect.poll(() => rows.count()).toBe(0);
  });

  it('finds a problem as it is typed', async () => {
    await goTo(broken, 'effect: read', 12);
    await press('Shift+Home');
    await editor.page.keyboard.type('effect: rea');
    await press('Escape');
    const rows = await editor.problems();
    await expect.poll(() => rows.allInnerTexts()).toContainEqual(expect.stringContaining('[Ln 8'));
  });

  it('finds what is wrong between a runbook and one that it uses, until that has changed', async () => {
    await writeFile(path('runbooks/used.yaml'), greeting);
    await writeFile(path('runbooks/whole.yaml'), whole);
    await editor.open('runbooks/whole.yaml');
    const rows = await editor.problems();
    const found = async (): Promise<number> =>
      (await rows.allInnerTexts()).filter((text) => text.includes('greeted') && text.includes('[Ln 7')).length;
    await expect.poll(found).toBe(1);
    await writeFile(
      path('runbooks/used.yaml'),
      greeting.replace('  times:', "  greeted: { type: string, default: '' }\n  times:"),
    );
    await expect.poll(found).toBe(0);
  });

  it('leaves other YAML alone', async () => {
    await editor.open('compose.yaml');
    const rows = await editor.problems();
    await editor.page.waitForTimeout(1500);
    expect((await rows.allInnerTexts()).filter((text) => text.includes('compose.yaml'))).toEqual([]);
    expect(await editor.page.locator('.editor-instance .codelens-decoration').count()).toBe(0);
  });
});
