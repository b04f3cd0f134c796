// Questions at a real terminal: lines, hidden lines, keys; Ctrl-C, Ctrl-D and an abort in the middle.
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tempFolder, type TempFolder } from '../support/tempFolder.ts';
import { atTerminal, type AtTerminal } from './support/atTerminal.ts';

let folder: TempFolder;
let file = '';

beforeAll(async () => {
  folder = await tempFolder('prompt');
  file = join(folder.path, 'asker.cjs');
  await build({
    entryPoints: ['test/cli/support/asker.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    logLevel: 'error',
    define: { 'import.meta.url': '""' },
    external: ['cpu-features', '*.node'],
  });
});
afterAll(() => folder.remove());

const ask = (...words: readonly string[]): AtTerminal =>
  atTerminal([process.execPath, file, ...words], {}, folder.path);

describe('a question', () => {
  it('is answered by a line', async () => {
    const asked = ask('line');
    await asked.waitFor(/name\? /);
    asked.type('Ada\r');
    const { out, code } = await asked.ended;
    expect(out).toContain('above');
    expect(out).toContain('answer "Ada"');
    expect(code).toBe(0);
  });

  it('is followed by another one, each with its own line', async () => {
    const asked = ask('twice');
    await asked.waitFor(/one\? /);
    asked.type('a\r');
    await asked.waitFor(/two\? /);
    asked.type('b\r');
    expect((await asked.ended).out).toContain('answer "a+b"');
  });

  it('does not show what is typed when it is hidden', async () => {
    const asked = ask('hidden');
    await asked.waitFor(/secret\? /);
    asked.type('hunter2\r');
    const { out } = await asked.ended;
    expect(out.replace(/answer.*/, '')).not.toContain('hunter2');
    expect(out).toContain('answer "hunter2"');
  });

  it('takes the first key that it knows', async () => {
    const asked = ask('key');
    await asked.waitFor(/r or s\? /);
    asked.type('xqS');
    expect((await asked.ended).out).toContain('answer "s"');
  });

  it.each(['line', 'hidden', 'key'])('(%s) tells Ctrl-C and waits on', async (kind) => {
    const asked = ask(kind);
    await asked.waitFor(/\? /);
    asked.type('\u0003');
    await asked.waitFor(/interrupted/);
    asked.type('s\r');
    expect((await asked.ended).out).toContain('answer "s"');
  });

  it.each(['line', 'hidden', 'key'])('(%s) has no answer at the end of input', async (kind) => {
    const asked = ask(kind);
    await asked.waitFor(/\? /);
    asked.type('\u0004');
    expect((await asked.ended).out).toContain('answer null');
  });

  it.each(['line', 'hidden', 'key'])(
    '(%s) has no answer when it is aborted, and lets the program end',
    async (kind) => {
      const { out, code } = await ask(kind, '300').ended;
      expect(out).toContain('answer null');
      expect(code).toBe(0);
    },
  );
});
