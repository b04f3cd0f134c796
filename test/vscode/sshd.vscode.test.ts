// Runs over a real sshd with a real agent's key, in a real VS Code: approval, gates, rollback, questions, cancel, reload.
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en as engine } from '../../src/runbooks/texts/en.ts';
import { broken, doubt, greeting, removal, rollback, slow } from './runbooks.ts';
import { startBench } from './startBench.ts';
import type { Bench } from './startBench.ts';
import { startEditor } from './startEditor.ts';
import type { Editor } from './startEditor.ts';
import { startRun } from './startRun.ts';
import { pictureFailures, whenEditor } from './whenEditor.ts';

whenEditor('over a real sshd', () => {
  let bench: Bench;
  let editor: Editor;
  pictureFailures(() => editor);

  beforeAll(async () => {
    bench = await startBench({
      'runbooks/greeting.yaml': greeting,
      'runbooks/rollback.yaml': rollback,
      'runbooks/doubt.yaml': doubt,
      'runbooks/slow.yaml': slow,
      'runbooks/slower.yaml': slow.replace('Wait for a sign', 'Wait through a reload'),
      'runbooks/removal.yaml': removal,
      'runbooks/broken.yaml': broken,
    });
    editor = await startEditor({
      workspace: bench.workspace,
      agentSocket: bench.agentSocket,
      sshConfig: bench.sshConfig,
      viewport: { width: 1120, height: 760 },
    });
  });
  afterAll(async () => {
    await editor.stop();
    await bench.stop();
  });
  const onHost = (name: string): string => join(bench.home, name);

  it('asks for the text of a runbook and for the host, both for the first time, and runs to green', async () => {
    await startRun(editor, {
      runbook: 'Greet whoever logs in',
      host: 'bench',
      approve: true,
      meet: true,
      inputs: { name: 'Ada' },
    });
    await editor.run.untilState(engine['views.outcome.succeeded']);
    expect(await readFile(onHost('greeting'), 'utf8')).toBe('Good evening, Ada.\n');
  });

  it('asks neither again while nothing has changed', async () => {
    await startRun(editor, { runbook: 'Greet whoever logs in', host: 'bench', inputs: { name: 'Grace' } });
    await editor.run.untilState(engine['views.outcome.succeeded']);
    expect(await readFile(onHost('greeting'), 'utf8')).toBe('Good evening, Grace.\n');
  });

  it('asks again when the text has changed, and runs nothing when the person declines', async () => {
    await bench.write('runbooks/greeting.yaml', greeting.replace('Good evening', 'Good morning'));
    await editor.palette('Runbooks: Run…');
    await editor.pick('Greet whoever logs in');
    await editor.answer(/greeting/, 'Cancel');
    await expect.poll(() => editor.quickInput.count()).toBe(0);
    expect(await readFile(onHost('greeting'), 'utf8')).toContain('evening');

    await startRun(editor, { runbook: 'Greet whoever logs in', host: 'bench', approve: true, inputs: {} });
    await editor.run.untilState(engine['views.outcome.succeeded']);
    expect(await readFile(onHost('greeting'), 'utf8')).toContain('morning');
  });

  it('undoes what was done when a gate stays red', async () => {
    await startRun(editor, { runbook: 'Make room and fail', host: 'bench', approve: true });
    await editor.run.untilState(engine['views.outcome.rolledBack']);
    await editor.run.frame.getByText('The folder is gone').first().waitFor();
    expect(existsSync(onHost('room'))).toBe(false);
  });

  it('pauses on an inconclusive gate, and goes on when a person has mended its probe', async () => {
    await startRun(editor, { runbook: 'Look twice', host: 'bench', approve: true });
    await editor.run.button(engine['page.decision.retry']).waitFor();
    expect(await editor.run.button(engine['page.decision.fail']).count()).toBe(1);
    expect(await editor.run.button(engine['page.decision.stop']).count()).toBe(1);
    await writeFile(onHost('probe'), '#!/bin/sh\necho well\n');
    await chmod(onHost('probe'), 0o755);
    await editor.run.button(engine['page.decision.retry']).click();
    await editor.run.untilState(engine['views.outcome.succeeded']);
  });

  it('takes a typed confirmation only when it is the right text', async () => {
    await mkdir(onHost('archive'));
    await writeFile(onHost('archive/old.log'), 'old');
    await startRun(editor, { runbook: 'Remove the archive', host: 'bench', approve: true });
    await editor.run.question.getByText('old.log').waitFor();
    const field = editor.run.question.getByRole('textbox');
    const yes = editor.run.button(engine['page.yesDestructive']);
    await field.fill('bensh');
    await editor.run.question.getByText(engine['page.typeMismatch']).waitFor();
    expect(await yes.isDisabled()).toBe(true);
    await field.press('Enter');
    expect(existsSync(onHost('archive/old.log'))).toBe(true);
    await field.fill('bench');
    await yes.click();
    await editor.run.untilState(engine['views.outcome.succeeded']);
    expect(existsSync(onHost('archive'))).toBe(false);
  });

  it('cancels, and ends what runs on the host', async () => {
    await startRun(editor, { runbook: 'Wait for a sign', host: 'bench', approve: true });
    await expect.poll(() => existsSync(onHost('begun'))).toBe(true);
    await editor.run.button(engine['page.cancel']).click();
    await editor.run.untilState(engine['views.outcome.cancelled']);
  });

  it('brings the page back after a reload, goes on with the run, and begins nothing twice', async () => {
    await rm(onHost('begun'), { force: true });
    await startRun(editor, { runbook: 'Wait through a reload', host: 'bench', approve: true });
    await expect.poll(() => readFile(onHost('begun'), 'utf8')).toBe('begun\n');
    await editor.reload();
    await editor.run.frame.getByRole('heading', { name: 'Wait through a reload' }).waitFor();
    await writeFile(onHost('go'), '');
    const resume = editor.run.button(engine['page.resume']);
    const ended = editor.run.frame.locator('.pill', { hasText: engine['views.outcome.succeeded'] });
    await resume.or(ended).first().waitFor();
    if ((await resume.count()) > 0) await resume.click();
    await editor.run.untilState(engine['views.outcome.succeeded']);
    expect(await readFile(onHost('begun'), 'utf8')).toBe('begun\n');
  });

  it('shows what is wrong with a runbook where it is, and offers the cure', async () => {
    await editor.open('runbooks/broken.yaml');
    const rows = await editor.problems();
    await expect
      .poll(() => rows.allInnerTexts())
      .toContainEqual(expect.stringMatching(/`?runn`?.*run[\s\S]*\[Ln 9, Col 5\]/));
    await editor.picture('problem');
  });

  it('draws the page in the colours of the theme', async () => {
    await editor.palette('Runbooks: Open Report');
    await editor.pick('Greet whoever logs in');
    const colour = 'getComputedStyle(document.body).color';
    const shown = async (): Promise<string> => String(await editor.run.frame.locator('body').evaluate(colour));
    const seen = new Set<string>();
    for (const [theme, kind] of [
      ['Light Modern', 'vscode-light'],
      ['Dark Modern', 'vscode-dark'],
      ['Dark High Contrast', 'vscode-high-contrast'],
    ] as const) {
      await editor.theme(theme);
      await expect.poll(() => editor.run.frame.locator('body').getAttribute('class')).toContain(kind);
      seen.add(await shown());
      await editor.picture(kind);
    }
    expect(seen.size).toBe(3);
  });
});
