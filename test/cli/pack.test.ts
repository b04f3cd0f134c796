// `runbook report --pack` and `runbook verify`, as they are typed: what they say and how they end, in both languages.
import { copyFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runFolder } from '../runbooks/pack/runFolder.ts';
import { tempFolder, type TempFolder } from '../support/tempFolder.ts';
import { typeCommand, type Typed } from './support/typeCommand.ts';

// Nothing here waits; the clock only has to be patient on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: TempFolder;
let made: Typed;
const type = (...words: string[]): Promise<Typed> => typeCommand(words, { folder: folder.path });

beforeAll(async () => {
  folder = await tempFolder('cli-pack');
  await runFolder(folder.path);
  made = await type('report', './run', '--pack', 'pack.tar.gz');
});
afterAll(() => folder.remove());

describe('report --pack', () => {
  it('says where the pack is, and what an unsigned one is worth', () => {
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toContain(`Evidence pack: ${join(folder.path, 'pack.tar.gz')} (12 files)`);
    expect(made.out).toContain('only consistent in itself');
    expect(made.out).not.toContain('open');
  });

  it('gives the report as well where its form is named', async () => {
    const { code, out } = await type('report', './run', '--pack', 'again.tar.gz', '--format', 'json');
    expect(code).toBe(0);
    expect(out).toContain('"outcome": "succeeded"');
    expect(await readFile(join(folder.path, 'again.tar.gz'))).toEqual(await readFile(join(folder.path, 'pack.tar.gz')));
  });

  it.each([
    [['--sign', 'me'], 4, '--sign signs a pack'],
    [['--pack', 'none/pack.tar.gz'], 1, 'cannot be written'],
  ])('%j ends with %i', async (words, code, says) => {
    const typed = await type('report', './run', ...words);
    expect(typed.code).toBe(code);
    expect(typed.err).toContain(says);
  });
});

describe('verify', () => {
  it.each([
    { lang: 'en', says: ['INTACT', 'succeeded', 'Not signed: it is only consistent in itself'] },
    { lang: 'zh-cn', says: ['完好', '成功', '未签名：它只是自身前后一致'] },
  ])('says that it is intact, in $lang', async ({ lang, says }) => {
    const { code, out } = await type('verify', 'pack.tar.gz', '--lang', lang);
    expect(code).toBe(0);
    for (const text of says) expect(out.toLowerCase()).toContain(text.toLowerCase());
  });

  it('of a pack that nobody signed fails where signers are asked for', async () => {
    await writeFile(join(folder.path, 'signers'), '');
    expect((await type('verify', 'pack.tar.gz', '--allowed-signers', 'signers')).code).toBe(1);
  });

  it('names what was changed and ends with 1', async () => {
    const file = join(folder.path, 'cut.tar.gz');
    await copyFile(join(folder.path, 'pack.tar.gz'), file);
    await truncate(file, Math.floor((await stat(file)).size / 2));
    const { code, out } = await type('verify', file);
    expect(code).toBe(1);
    expect(out).toMatch(/^CHANGED/m);
    expect(out).toMatch(/the archive is cut short/);
  });

  it('of a run that has not ended says that it is open and ends with 6', async () => {
    const file = join(folder.path, 'run', 'journal.jsonl');
    const journal = await readFile(file, 'utf8');
    await writeFile(file, journal.slice(0, journal.lastIndexOf('\n', journal.length - 2) + 1));
    const packed = await type('report', './run', '--pack', 'open.tar.gz');
    await writeFile(file, journal);
    expect(packed.out).toContain('The run has not ended');
    const { code, out } = await type('verify', 'open.tar.gz');
    expect(code).toBe(6);
    expect(out).toMatch(/^OPEN/m);
  });

  it.each([
    ['signers', 'is no evidence pack'],
    ['nowhere.tar.gz', 'cannot be read'],
  ])('of %s ends with 4', async (file, says) => {
    await writeFile(join(folder.path, 'signers'), '');
    const { code, err } = await type('verify', file);
    expect(code).toBe(4);
    expect(err).toContain(says);
  });
});
