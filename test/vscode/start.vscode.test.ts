// `npm start -- --editor` as a newcomer types it: a password, the run page on the practice host, and nothing left behind.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';
import { en as engine } from '../../src/runbooks/texts/en.ts';
import { startProgram } from '../support/startProgram.ts';
import type { StartedProgram } from '../support/startProgram.ts';
import { tempFolder } from '../support/tempFolder.ts';
import type { TempFolder } from '../support/tempFolder.ts';
import { patience } from './patience.ts';
import { runPageOf } from './runPageOf.ts';
import { whenEditor } from './whenEditor.ts';

whenEditor('npm start -- --editor', () => {
  let scratch: TempFolder;
  let program: StartedProgram;
  let browser: Browser;

  beforeAll(async () => {
    scratch = await tempFolder('start');
    program = startProgram(process.execPath, [join(root, 'scripts/start.mjs'), '--editor'], {
      cwd: root,
      env: { ...process.env, TMPDIR: scratch.path },
    });
    browser = await chromium.launch({
      executablePath: inject('editor')?.chromium ?? '',
      args: ['--no-sandbox', '--disable-gpu'],
    });
    await program.waitFor(/Ctrl-C ends/, 2 * patience);
  });
  afterAll(async () => {
    await browser.close();
    await program.stop();
    await scratch.remove();
  });

  it('lets in only who has the password, and opens the run page on the practice host', async () => {
    const [, url = ''] = /^Open +(\S+)$/m.exec(program.log()) ?? [];
    const [, password = ''] = /^Password +(\S+)$/m.exec(program.log()) ?? [];
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    page.setDefaultTimeout(patience);
    await page.goto(url);
    await page.locator('input[type=password]').fill('guess');
    await page.keyboard.press('Enter');
    await page.getByText('Incorrect password').waitFor();
    await page.locator('input[type=password]').fill(password);
    await page.keyboard.press('Enter');
    const run = runPageOf(page);
    await run.question.getByRole('textbox').fill('practice');
    await run.button(engine['page.yes']).click();
    await run.untilState(engine['views.outcome.succeeded']);
  });

  it('ends with Ctrl-C and leaves nothing behind', async () => {
    program.child.kill('SIGINT');
    await expect.poll(() => program.child.exitCode).not.toBeNull();
    expect(program.child.exitCode, program.log()).toBe(0);
    expect(await readdir(scratch.path)).toEqual([]);
  });
});
