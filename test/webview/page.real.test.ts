// The page as a person uses it, in a real Chromium: answering, watching, the keyboard, narrow and reloaded.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPages } from './harness/openPage.ts';
import type { OpenPage, Pages } from './harness/openPage.ts';
import { inconclusive, states, viewAfter, viewOf } from './harness/views.ts';

describe('the page', () => {
  let pages: Pages;
  let opened: OpenPage;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(async () => {
    await pages.close();
  });
  beforeEach(async () => {
    opened = await pages.open();
  });
  afterEach(async () => {
    expect(await opened.complaints()).toEqual([]);
    await opened.close();
  });
  const button = (name: string | RegExp) => opened.page.getByRole('button', { name });

  it('takes a confirmation only with the text that was asked for, and answers what was shown', async () => {
    const view = viewOf('confirming');
    await opened.show(view);
    const { page } = opened;
    const question = page.locator('.question');
    await question.getByText('Mem: 1966 812 1012').waitFor();
    await question.getByText('systemctl restart "$unit"').waitFor();
    await question.getByText('Exactly this will run on games-01').waitFor();
    const field = page.getByRole('textbox', { name: 'Type games-01 to confirm' });
    expect(await button('Go ahead').isDisabled()).toBe(true);
    await field.fill('games-02');
    expect(await button('Go ahead').isDisabled()).toBe(true);
    await field.press('Enter');
    expect(await opened.posted('answerConfirm')).toEqual([]);
    await field.fill('games-01');
    await button('Go ahead').click();
    await page.getByText('Sent, waiting for the run').waitFor();
    await field.press('Enter');
    expect(await opened.posted('answerConfirm')).toEqual([
      {
        type: 'answerConfirm',
        runId: view.runId,
        step: 'restart',
        attempt: 1,
        digest: 'c1'.repeat(32),
        yes: true,
        typed: 'games-01',
      },
    ]);
  });

  it('lets a person decline, and try again when an answer was refused', async () => {
    await opened.show(viewOf('confirming'));
    await button('Don’t').click();
    await opened.send({ type: 'refused', reason: 'stale' });
    await opened.page.locator('.question').getByText('what you were shown has changed').waitFor();
    await button('Don’t').click();
    const answers = await opened.posted('answerConfirm');
    expect(answers.map(({ yes, typed }) => ({ yes, typed }))).toEqual([
      { yes: false, typed: undefined },
      { yes: false, typed: undefined },
    ]);
  });

  it('forgets what was typed when something else is asked', async () => {
    const view = viewOf('confirming');
    await opened.show(view);
    await opened.page.getByRole('textbox').fill('games-01');
    const steps = view.steps.map((step) => ({
      ...step,
      confirms: step.confirms.map((confirm) => ({ ...confirm, digest: 'd2'.repeat(32) })),
    }));
    await opened.show({ ...view, steps });
    await expect.poll(() => opened.page.getByRole('textbox').inputValue()).toBe('');
    expect(await button('Go ahead').isDisabled()).toBe(true);
  });

  it('asks about an inconclusive gate beside the gate, in its step', async () => {
    const view = inconclusive();
    await opened.show(view);
    const question = opened.page.locator('.step .question');
    await question.getByText('exit 127 · sh: 1: curl: not found').waitFor();
    await question.getByRole('button', { name: 'Treat as failed' }).click();
    expect(await opened.posted('answerDecision')).toEqual([
      { type: 'answerDecision', runId: view.runId, id: 'd1', option: 'fail' },
    ]);
  });

  it('shows what a person has to do by hand, and says whether it was done', async () => {
    const instructions = 'Ask the **players** to leave.';
    const view = viewAfter('waiting', {
      type: 'manualAsked',
      step: 'announce',
      attempt: 1,
      hosts: ['games-01'],
      instructions,
    });
    await opened.show(view);
    await opened.page.locator('.question strong', { hasText: 'players' }).waitFor();
    await button('I have done it').click();
    expect(await opened.posted('answerManual')).toEqual([
      { type: 'answerManual', runId: view.runId, step: 'announce', attempt: 1, done: true },
    ]);
  });

  it('does not fold a step away under the hands of who searches its output', async () => {
    const { page } = opened;
    await opened.show(viewOf('waiting', 'stepStarted'));
    await page.getByRole('searchbox', { name: 'Search the output' }).focus();
    await opened.show(viewOf('green'));
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await page.locator('[data-step=evidence]').focus();
    await opened.show(viewOf('green'));
    await page.locator('[data-step=restart][aria-expanded=false]').waitFor();
  });

  it('brings the focus to a question, and back when it is answered', async () => {
    const { page } = opened;
    await opened.show(viewOf('confirming', 'captured'));
    await page.locator('.step-head').first().focus();
    await opened.show(viewOf('confirming'));
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.className ?? '');
    expect(await focused()).toBe('question-title');
    expect(await page.getByRole('alert').textContent()).toContain('It was OOM-killed. Restart it all the same?');
    await opened.show(viewOf('waiting'));
    expect(await focused()).toBe('step-head');
  });

  it('says that the agent is waited for, to eye and ear, until the host is there', async () => {
    const { page } = opened;
    await opened.show(viewOf('waiting'), { live: true });
    await opened.show(states['agentAsking']!(), { live: true });
    await page.locator('.pill', { hasText: 'Waiting for your agent' }).waitFor();
    await page.locator('.note', { hasText: 'Waiting for your agent: yubi, for games-01.' }).waitFor();
    expect(await page.getByRole('status').textContent()).toContain('Waiting for your agent: yubi');
    await opened.show(viewOf('green'));
    expect(await page.getByText('Waiting for your agent').count()).toBe(0);
  });

  it('only shows when another window owns the run', async () => {
    const watching = await pages.open({ owner: false });
    await watching.show(viewOf('confirming'), { live: true });
    await watching.page.getByText('Another window owns this run').waitFor();
    expect(await watching.page.locator('.question vscode-button:not([disabled])').count()).toBe(0);
    expect(await watching.page.locator('.cancel').count()).toBe(0);
    await watching.close();
  });

  it('offers to resume a run whose process died', async () => {
    const view = viewOf('waiting');
    await opened.show(view, { live: false });
    await opened.page.locator('.pill', { hasText: 'Not ended: its process stopped in the middle' }).waitFor();
    await button('Resume').click();
    expect(await opened.posted('resume')).toEqual([{ type: 'resume', runId: view.runId }]);
  });

  it('cancels once, exports and opens the runbook', async () => {
    const view = viewOf('waiting');
    await opened.show(view);
    await button('Cancel').click();
    await button('Export…').click();
    await button('Open the runbook').click();
    expect(await opened.posted('cancel')).toEqual([{ type: 'cancel', runId: view.runId }]);
    expect(await opened.posted('export')).toEqual([{ type: 'export', runId: view.runId }]);
    expect(await opened.posted('openRunbook')).toEqual([{ type: 'openRunbook' }]);
    await opened.show(viewAfter('waiting', { type: 'cancelAsked', by: 'ada@desk' }));
    expect(await button('Cancelling…').isDisabled()).toBe(true);
  });

  it('says the verdict first, and starts what it names', async () => {
    await opened.show(viewOf('triage'));
    const first = opened.page.locator('main > *').first();
    await first.getByText('An instance ate the memory, and systemd stopped the whole unit').waitFor();
    await button('Start mcsmanager/recover-daemon').click();
    expect(await opened.posted('runNext')).toEqual([{ type: 'runNext', name: 'mcsmanager/recover-daemon' }]);
  });

  it('shows what a plan would do, with diffs, and runs it', async () => {
    const view = viewOf('plan');
    await opened.show(view);
    await opened.page.locator('ins', { hasText: '+OOMPolicy=continue' }).waitFor();
    await opened.page.locator('.step', { hasText: 'already so' }).waitFor();
    await button('Run it').click();
    expect(await opened.posted('runPlanned')).toEqual([{ type: 'runPlanned', runId: view.runId }]);
  });

  it('shows a failure in one sentence, and the rollback as a list of its own with its gates', async () => {
    await opened.show(viewOf('rolledBack'));
    const { page } = opened;
    await page
      .locator('.failures')
      .getByText('“It answers, and goes on answering” was still red when its 2 min were up.')
      .waitFor();
    await page.locator('.undos .undo', { hasText: 'undone' }).getByText('stdout in ["inactive", "failed"]').waitFor();
    await page.getByRole('table').getByText('Before', { exact: true }).waitFor();
  });

  it('shows a gate that compares hosts with its step, red with why, expected and actual', async () => {
    await opened.show(viewOf('unequal'));
    const { page } = opened;
    const gate = page.locator('.step', { has: page.locator('[data-step=save]') }).locator('.gate.bad');
    await gate.getByText('“Both hold the same” was still red when its 30 s were up.').waitFor();
    await gate.getByText('values.all(h, values[h] == values[peer.host])').waitFor();
    await gate.getByText('value = vmq1: 40').waitFor();
    await gate.getByText('vmq1, vmq2', { exact: true }).waitFor();
    await page.locator('[aria-labelledby=rollback] .gate.bad', { hasText: 'Both hold what they held' }).waitFor();
    expect(await page.locator('.undos .undo').count()).toBe(2);
  });

  it('shows the conditions of a used runbook with the step that uses it', async () => {
    await opened.show(viewOf('together'));
    const { page } = opened;
    await page.locator('[data-step=leave]').click();
    const step = page.locator('.step', { has: page.locator('[data-step=leave]') });
    await step.getByText('Of the runbook that it uses').waitFor();
    expect(await step.locator('.gate.good .title').allTextContents()).toEqual([
      expect.stringContaining('It is a member'),
      expect.stringContaining('The other one holds all queues'),
    ]);
  });

  it('watches guards in a part of their own, and says what they did', async () => {
    await opened.show(viewOf('guarded'));
    const { page } = opened;
    const part = page.locator('.conditions', { hasText: 'Watched during the run' });
    await part.locator('.gate.bad', { hasText: 'exit 1 · Error: Connection refused' }).waitFor();
    await part.getByText('It was red on vmq2 at 09:00:13 UTC: the run paused.').waitFor();
    await part.getByText('stops the run once it is red').waitFor();
    const question = page.locator('.question', { hasText: 'The guard "The other node still serves" failed on vmq2.' });
    await question.locator('.gate.bad', { hasText: 'Connection refused' }).waitFor();
    await question.getByRole('button', { name: 'Go on' }).click();
    expect(await opened.posted('answerDecision')).toMatchObject([{ id: 'guard:0@vmq2~0', option: 'proceed' }]);
    await opened.show(viewOf('stopped'));
    await part.locator('.gate.good', { hasText: 'The other node still serves' }).waitFor();
    await part.locator('.gate.bad', { hasText: 'At most 9 sessions are lost' }).waitFor();
    await part.getByText('It was red on vmq2 at 09:00:49 UTC: the run stopped.').waitFor();
  });

  it('names in a plan what belongs to no single host', async () => {
    await opened.show(viewOf('togetherPlan'));
    const { page } = opened;
    await page.locator('[data-step=save]').click();
    await page.locator('.step', { hasText: 'For all hosts together' }).getByText('Both hold the same').waitFor();
    await page.locator('.conditions summary', { hasText: 'Watched during the run' }).click();
    await page.getByText('pauses the run once it is red 2 times in a row').waitFor();
  });

  it('counts down a stable window, and draws measured samples with their threshold', async () => {
    const view = viewOf('waiting');
    await opened.show(view, { now: view.lastAt });
    await opened.page.getByText(/green for 4 s of 10 s, 6 s to go/).waitFor();
    await opened.page.getByText(/green for [5-9] s of 10 s/).waitFor();
    await opened.show(viewOf('green'));
    await opened.page.locator('[data-step=restart]').click();
    const plot = opened.page.getByRole('img', { name: /4 samples: 4 pass, .* threshold < 200000/ });
    await plot.locator('canvas').waitFor();
    await opened.page.getByText('was green before its change too: it proves nothing').waitFor();
  });

  it('goes through the steps with the keyboard alone', async () => {
    await opened.show(viewOf('green'));
    const { page } = opened;
    const step = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement?.getAttribute('data-step') ?? null);
    await page.locator('[data-step=evidence]').focus();
    await page.keyboard.press('ArrowDown');
    expect(await step()).toBe('restart');
    await page.keyboard.press('ArrowRight');
    await page.locator('[data-step=restart][aria-expanded=true]').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.locator('[data-step=restart][aria-expanded=false]').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('[data-step=restart][aria-expanded=true]').waitFor();
    await page.keyboard.press('End');
    expect(await step()).toBe('announce');
    await page.keyboard.press('Home');
    expect(await step()).toBe('evidence');
    // One stop for Tab in the whole list.
    expect(await page.locator('.step-head[tabindex="0"]').count()).toBe(1);
  });

  it('goes to the question with q', async () => {
    await opened.show(viewOf('confirming'));
    await opened.page.locator('[data-step=evidence]').focus();
    await opened.page.keyboard.press('q');
    expect(await opened.page.evaluate(() => document.activeElement?.className)).toBe('question-title');
  });

  it('shows the failing of a hundred hosts first, and finds any', async () => {
    await opened.show(viewOf('hosts100'));
    const { page } = opened;
    await page.locator('[data-step=install]', { hasText: '7 failed, 2 verifying, 91 done' }).waitFor();
    const hosts = page.locator('.host');
    expect(await hosts.first().textContent()).toContain('web-004');
    await page.getByRole('searchbox', { name: 'Find a host' }).fill('web-051');
    await page.locator('.host-list li:only-child .host', { hasText: 'web-051' }).click();
    await page.locator('.of-host h4', { hasText: 'web-051' }).waitFor();
  });

  it('gives each of twenty hosts a column', async () => {
    await opened.show(viewOf('hosts20'));
    const columns = opened.page.locator('[data-step=install] .columns');
    expect(await columns.locator('[data-host]').count()).toBe(20);
    expect(await columns.getAttribute('aria-label')).toBe('2 failed, 18 done');
    await columns.locator('[data-host=web-008]').click();
    await opened.page.locator('.of-host h4', { hasText: 'web-008' }).waitFor();
  });

  it('remembers after a reload what was folded, filtered and scrolled to, and nothing of the run', async () => {
    const { page } = opened;
    await opened.show(viewOf('green'));
    await page.locator('[data-step=evidence]').click();
    await button('Only what is not green').click();
    const saved = await page.evaluate(() => sessionStorage.getItem('state') ?? '');
    expect(JSON.parse(saved)).toEqual({
      runId: '20261122-090000-7f3a',
      unfolded: { evidence: true },
      hosts: {},
      step: 'evidence',
      onlyOpen: true,
      scroll: 0,
    });
    const again = await opened.reload();
    await again.show(viewOf('green'));
    expect(await again.page.locator('.step').count()).toBe(0);
    await again.page.getByText('3 steps are hidden').waitFor();
  });

  it('fits into 300 px in every state', async () => {
    await opened.page.setViewportSize({ width: 300, height: 800 });
    for (const [name, view] of Object.entries(states)) {
      await opened.show(view());
      const wide = await opened.page.evaluate(() => document.documentElement.scrollWidth);
      expect(`${name} ${String(wide)}`).toBe(`${name} ${String(Math.min(wide, 300))}`);
    }
  });

  it('speaks Chinese', async () => {
    const chinese = await pages.open({ locale: 'zh-cn' });
    await chinese.show(viewOf('confirming'));
    expect(await chinese.page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    const words = await chinese.page.evaluate(() => document.body.innerText);
    expect(words).toContain('它是被 OOM 终止的，仍要重启吗？');
    expect(words).not.toMatch(/\b(?:page|views)\.\w+|Cancel|Steps|waiting/);
    await chinese.close();
  });

  it('stands still for who wants no motion', async () => {
    const animation = (one: OpenPage): Promise<string> =>
      one.page
        .locator('.i-loading')
        .first()
        .evaluate((element) => getComputedStyle(element).animationName);
    await opened.show(viewOf('waiting'));
    expect(await animation(opened)).toBe('none');
    const moving = await pages.open({ reducedMotion: false });
    await moving.show(viewOf('waiting'));
    expect(await animation(moving)).toBe('turn');
    await moving.close();
  });
});
