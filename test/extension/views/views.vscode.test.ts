// The views and the commands around them in a real editor, with a real sshd and a real agent.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../../src/extension/texts/en.ts';
import { en as engine } from '../../../src/runbooks/texts/en.ts';
import { broken, greeting } from '../../vscode/runbooks.ts';
import { startBench, type Bench } from '../../vscode/startBench.ts';
import { startEditor, type Editor } from '../../vscode/startEditor.ts';
import { pictureFailures, whenEditor } from '../../vscode/whenEditor.ts';

// Generous, for machines that do other things at the same time; the target is 50 ms on one that doesn't (`npm run bench`).
const activationAllowed = 2000;

whenEditor('the views', () => {
  let bench: Bench;
  let editor: Editor;
  pictureFailures(() => editor);

  beforeAll(async () => {
    bench = await startBench({
      'runbooks/greeting.yaml': greeting,
      'runbooks/db/broken.yaml': broken,
      'hosts.yaml': 'schema: hosts/v1\nhosts:\n  bench: {}\n  team2: {}\ngroups:\n  spare: [team2]\n',
    });
    editor = await startEditor({
      workspace: bench.workspace,
      agentSocket: bench.agentSocket,
      sshConfig: bench.sshConfig,
    });
  });
  afterAll(async () => {
    await editor.stop();
    await bench.stop();
  });

  it('come with an extension that activates at once', async () => {
    await editor.palette('Developer: Show Running Extensions');
    const row = editor.page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'Gated Runbooks' });
    const [, milliseconds = ''] = /Activation: (\d+)ms/.exec(await row.innerText()) ?? [];
    console.log(`Activation of the extension: ${milliseconds} ms`);
    expect(milliseconds).not.toBe('');
    expect(Number(milliseconds)).toBeLessThan(activationAllowed);
    await editor.closeTabs();
  });

  it('show runbooks by folder, with effect and problems for eye and ear', async () => {
    const tree = await editor.tree('Runbooks');
    for (const group of ['runbooks/db', 'mcsmanager']) await tree.reveal(group);
    const spoken = async (text: string): Promise<string | null> => (await tree.reveal(text)).getAttribute('aria-label');
    await expect.poll(() => spoken('Greet whoever logs in')).toContain('Greet whoever logs in, changes the host');
    expect(await spoken('broken.yaml')).toMatch(/broken\.yaml, \d errors?/);
    // What came with the extension is folded away where the team has runbooks of its own.
    expect(await tree.row('Find out why').count()).toBe(0);
    await (await tree.reveal('mcsmanager')).click();
    expect(await spoken('Find out why')).toContain('read-only');
    await (await tree.reveal('mcsmanager')).click();
  });

  it('follow files as they come, change and go', async () => {
    const tree = await editor.tree('Runbooks');
    await bench.write('runbooks/later.yaml', greeting.replace('Greet whoever logs in', 'Come later'));
    await tree.row('Come later').waitFor();
    await bench.write('runbooks/later.yaml', greeting.replace('Greet whoever logs in', 'Changed later'));
    await tree.row('Changed later').waitFor();
    expect(await tree.row('Come later').count()).toBe(0);
  });

  it('open a runbook from its row', async () => {
    const tree = await editor.tree('Runbooks');
    await tree.row('Greet whoever logs in').click();
    await editor.page.locator('.tab.active', { hasText: 'greeting.yaml' }).waitFor();
  });

  it('show the hosts of the configuration and of hosts.yaml, and the practice host', async () => {
    const tree = await editor.tree('Hosts');
    await tree.row('practice').waitFor();
    await tree.row('hosts.yaml').waitFor();
    await expect.poll(() => tree.row('bench').innerText()).toMatch(/root@127\.0\.0\.1:\d+ · host key known/);
    await tree.row('@spare').waitFor();
    expect(await tree.row('team2').innerText()).toContain('host key unknown');
  });

  it('test a connection, say which key was used, and keep the findings', async () => {
    const tree = await editor.tree('Hosts');
    await tree.action('bench', 'Test Connection');
    await editor.notification(/bench is ready/).waitFor();
    expect(await editor.notification(/bench is ready/).innerText()).toMatch(/accepts the key .*SHA256:/);
    await expect.poll(() => tree.row('bench').innerText()).toMatch(/ready at/);
    await tree.row(`the host key is verified: ssh-ed25519 ${bench.fingerprint}`).waitFor();
    await editor.picture('hosts');
  });

  it('say what is wrong with a host that cannot be reached', async () => {
    await editor.palette('Runbooks: Test Connection…');
    await editor.filter('127.0.0.1:1');
    await editor.pick('Test 127.0.0.1:1');
    await editor.notification(/127\.0\.0\.1:1 is not ready/).waitFor();
  });

  it('list the keys of the agent with their fingerprints', async () => {
    await editor.palette('Runbooks: Show Agent Keys');
    await expect.poll(() => editor.quickInput.innerText()).toMatch(/ssh-ed25519[\s\S]*SHA256:/);
    await editor.page.keyboard.press('Escape');
  });

  it('check all runbooks and show what is wrong', async () => {
    await editor.palette('Runbooks: Check All Runbooks');
    await editor
      .notification(/runbooks checked: 1 errors/)
      .getByRole('button', { name: 'Show Problems' })
      .click();
    const rows = editor.page.locator('.markers-panel-container .monaco-list-row');
    await expect.poll(() => rows.allInnerTexts()).toContainEqual(expect.stringContaining('[Ln 9, Col 5]'));
  });

  it('make a new runbook that is sound, in the tree at once', async () => {
    await editor.palette('Runbooks: New Runbook…');
    await editor.pick(en['commands.new.recover']);
    await editor.enter('file name', 'ops/fresh');
    await editor.page.locator('.tab.active', { hasText: 'fresh.yaml' }).waitFor();
    const file = join(bench.workspace, 'runbooks/ops/fresh.yaml');
    await expect.poll(() => readFile(file, 'utf8')).toContain('title: Recover the service');
    const tree = await editor.tree('Runbooks');
    await expect
      .poll(() => tree.row('fresh.yaml').getAttribute('aria-label'))
      .toMatch(/Recover the service, changes the host(?!.*(error|warning))/);
    await editor.picture('runbooks');
  });

  it('start the practice host from its scenario and stop it', async () => {
    const tree = await editor.tree('Hosts');
    const practice = tree.row('practice');
    if ((await practice.getAttribute('aria-expanded')) !== 'true') await practice.click();
    await tree.action(en['views.scenarioName.disk-full'], 'Start Practice Host');
    await editor.notification(/practice host is up: Disk full/).waitFor();
    await expect.poll(() => practice.innerText()).toContain('up: Disk full');
    await editor.palette('Runbooks: Stop Practice Host');
    await editor.notification(/stopped and gone/).waitFor();
    await expect.poll(() => practice.innerText()).toContain('not started');
  });

  it('show a recorded run like one of their own', async () => {
    await editor.palette('Runbooks: Start Practice Host…');
    await editor.pick('mcsmanager/triage-daemon');
    await editor.run.untilState(engine['views.outcome.succeeded']);
    const tree = await editor.tree('Runs');
    await expect.poll(() => tree.row('Find out why').getAttribute('aria-label')).toMatch(/Succeeded, practice/);
  });

  it('have a walkthrough', async () => {
    await editor.palette('Welcome: Open Walkthrough...');
    await editor.pick('Get Started with Gated Runbooks');
    await editor.page.getByText('Start the practice host').first().waitFor();
    await editor.picture('walkthrough');
  });
});
