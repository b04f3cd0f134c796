// What is around a run, over a real sshd: links, secrets, reports, notifications, a plan that is run, a second window.
import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyPack } from '../../src/runbooks/pack/verifyPack.ts';
import { en as engine } from '../../src/runbooks/texts/en.ts';
import { en } from '../../src/extension/texts/en.ts';
import { startSoftAgent } from '../support/startSoftAgent.ts';
import type { SoftAgent } from '../support/startSoftAgent.ts';
import { greeting, later, secretive, slow } from './runbooks.ts';
import { startBench } from './startBench.ts';
import type { Bench } from './startBench.ts';
import { startEditor } from './startEditor.ts';
import type { Editor } from './startEditor.ts';
import { startRun } from './startRun.ts';
import { pictureFailures, whenEditor } from './whenEditor.ts';

whenEditor('around a run', () => {
  let bench: Bench;
  let editor: Editor;
  let agent: SoftAgent;
  let touch: () => void = () => undefined;
  pictureFailures(() => editor);

  beforeAll(async () => {
    const touched = new Promise<boolean>((resolve) => {
      touch = () => resolve(true);
    });
    agent = await startSoftAgent({ maySign: () => touched });
    const files = {
      'runbooks/greeting.yaml': greeting,
      'runbooks/later.yaml': later,
      'runbooks/secretive.yaml': secretive,
      'runbooks/slow.yaml': slow,
      'other/notes.txt': 'nothing of ours',
    };
    bench = await startBench(files, { careful: agent });
    editor = await startEditor({
      workspace: bench.workspace,
      agentSocket: bench.agentSocket,
      sshConfig: bench.sshConfig,
    });
  });
  afterAll(async () => {
    await editor.stop();
    await bench.stop();
    await agent.stop();
  });
  const onHost = (name: string): string => join(bench.home, name);
  const tab = (text: string) => editor.page.locator('.tab.active', { hasText: text });
  const follow = async (link: string): Promise<void> => {
    await editor.palette('Tests: Open Link…');
    await editor.enter('Path and query', link);
    await editor.quickInput.waitFor({ state: 'hidden' });
  };

  it('opens the runbook that a link names, and runs nothing', async () => {
    await follow('/open?runbook=mcsmanager/recover-daemon');
    await tab('recover-daemon.yaml').waitFor();
    await follow('/open?runbook=runbooks/greeting.yaml');
    await tab('greeting.yaml').waitFor();
    for (const link of ['/run?runbook=runbooks/greeting.yaml', '/open?runbook=../bench/team/runbooks/greeting.yaml']) {
      await editor.palette('Notifications: Clear All Notifications');
      await follow(link);
      await editor.notification('The link names no runbook').waitFor();
    }
    expect(await editor.quickInput.count()).toBe(0);
    await editor.tree('Runs');
    await editor.page.getByText('Nothing has been run yet').waitFor();
    expect(existsSync(onHost('greeting'))).toBe(false);
  });

  it('runs what was planned, from the page of the plan', async () => {
    await startRun(editor, {
      mode: 'plan',
      runbook: 'Greet whoever logs in',
      host: 'bench',
      approve: true,
      meet: true,
      inputs: { name: 'Ada' },
    });
    await editor.run.button(engine['page.runPlanned']).click();
    await editor.pick(en['pick.goRun']);
    await editor.run.untilState(engine['views.outcome.succeeded']);
    expect(await readFile(onHost('greeting'), 'utf8')).toBe('Good evening, Ada.\n');
  });

  it('says nothing of a run in sight', async () => {
    const runs = await editor.tree('Runs');
    await expect.poll(() => runs.row('Greet whoever logs in').innerText()).toContain('Succeeded');
    expect(await editor.notification(/has ended/).count()).toBe(0);
  });

  it.for([
    ['html', /^<!doctype html>[\s\S]*Greet whoever logs in/i],
    ['md', /^# Greet whoever logs in/],
    ['json', /^\{[\s\S]*"outcome": ?"succeeded"/],
    ['xml', /^<\?xml[\s\S]*<testsuite/],
  ] as const)('exports the report as %s', async ([format, content]) => {
    const file = join(bench.workspace, `report.${format}`);
    await editor.run.button(engine['page.export']).click();
    await editor.saveAs(file);
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toMatch(content);
    await editor.notification(`report.${format}`).waitFor();
    await editor.palette('Notifications: Clear All Notifications');
  });

  it('exports all of the evidence as a pack that proves itself whole', async () => {
    const file = join(bench.workspace, 'run.tar.gz');
    await editor.run.button(engine['page.export']).click();
    await editor.saveAs(file);
    await editor.notification('run.tar.gz').waitFor();
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    expect(await verifyPack(file, { engine: version, now: Date.now() })).toMatchObject({
      ...{ verdict: 'intact', changes: [], signedBy: undefined },
      run: { runbook: expect.stringContaining('greeting') as string, outcome: 'succeeded' },
    });
    await editor.palette('Notifications: Clear All Notifications');
  });

  it('takes a secret in a field that does not show it, and keeps it nowhere', async () => {
    const secret = 'correct-horse-battery';
    await startRun(editor, { runbook: 'Keep a secret', host: 'bench', approve: true });
    const field = editor.quickInput.locator('input[type=password]');
    await field.waitFor();
    await editor.enter('token', secret);
    await editor.run.untilState(engine['views.outcome.succeeded']);
    expect(await readFile(onHost('token'), 'utf8')).toBe(secret);
    expect(await editor.run.frame.locator('body').innerText()).not.toContain(secret);
    const found = await promisify(execFile)('grep', ['-rlF', secret, editor.server.home, bench.workspace]).catch(
      (error: unknown) => error,
    );
    // Exit code 1: looked everywhere and found nothing.
    expect(found).toMatchObject({ code: 1, stdout: '' });
  });

  it('says that the agent asks the person, on the page and around it, and goes on with their answer', async () => {
    await startRun(editor, { runbook: 'Greet whoever logs in', host: 'careful', inputs: {} });
    const asks = 'Waiting for your agent: soft ed25519';
    await editor.run.untilState(engine['views.mode.agent']);
    await editor.run.frame.getByText(asks).first().waitFor();
    await editor.page.locator('.statusbar-item', { hasText: asks }).waitFor();
    await editor.notification(asks).waitFor();
    touch();
    await editor.run.untilState(engine['views.outcome.succeeded']);
    expect(await editor.run.frame.locator('.note', { hasText: asks }).count()).toBe(0);
  });

  it('tells of a run out of sight that it needs an answer, and leads to the question', async () => {
    await startRun(editor, { runbook: 'Ask after a while', host: 'bench', approve: true });
    await expect.poll(() => existsSync(onHost('began'))).toBe(true);
    await editor.closeTabs();
    await writeFile(onHost('ask'), '');
    await editor.notification('needs your answer').getByRole('button', { name: en['runs.show'] }).click();
    await editor.run.question.getByRole('textbox').fill('bench');
    await editor.run.button(engine['page.yes']).click();
    await editor.run.untilState(engine['views.outcome.succeeded']);
  });

  it('tells of the end of a run out of sight, and leads to its page', async () => {
    await startRun(editor, { runbook: 'Wait for a sign', host: 'bench', approve: true });
    await expect.poll(() => existsSync(onHost('begun'))).toBe(true);
    await editor.closeTabs();
    await editor.page.locator('.statusbar-item', { hasText: 'Wait for a sign' }).waitFor();
    await writeFile(onHost('go'), '');
    await editor
      .notification(/Wait for a sign.*has ended: Succeeded/)
      .getByRole('button', { name: en['runs.show'] })
      .click();
    await editor.run.untilState(engine['views.outcome.succeeded']);
  });

  it('lets a second window watch, and only the first one act', async () => {
    await rm(onHost('go'));
    await rm(onHost('begun'));
    const other = await editor.openWindow(join(bench.workspace, 'other'));
    const runs = await other.tree('Runs');
    await startRun(editor, { runbook: 'Wait for a sign', host: 'bench' });
    await expect.poll(() => existsSync(onHost('begun'))).toBe(true);
    // The list follows what other windows and terminals do.
    const row = runs.row('running in another window');
    await row.waitFor();
    await row.click();
    await other.run.frame.getByText(engine['page.watching']).waitFor();
    expect(await other.run.button(engine['page.cancel']).count()).toBe(0);
    expect(await editor.run.button(engine['page.cancel']).count()).toBe(1);
    await writeFile(onHost('go'), '');
    await editor.run.untilState(engine['views.outcome.succeeded']);
    await other.run.untilState(engine['views.outcome.succeeded']);
    expect(await readFile(onHost('begun'), 'utf8')).toBe('begun\n');
  });
});
