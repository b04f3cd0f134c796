// The way of somebody who has just installed the extension, on the practice host: palette, tree, verdict, recovery.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en as engine } from '../../src/runbooks/texts/en.ts';
import { en } from '../../src/extension/texts/en.ts';
import { startAgent } from '../support/startAgent.ts';
import type { TestAgent } from '../support/startAgent.ts';
import { tempFolder } from '../support/tempFolder.ts';
import type { TempFolder } from '../support/tempFolder.ts';
import { startEditor } from './startEditor.ts';
import type { Editor } from './startEditor.ts';
import { startRun } from './startRun.ts';
import { pictureFailures, whenEditor } from './whenEditor.ts';

whenEditor('on the practice host', () => {
  let workspace: TempFolder;
  let agent: TestAgent;
  let editor: Editor;
  pictureFailures(() => editor);

  beforeAll(async () => {
    workspace = await tempFolder('team');
    const team = join(workspace.path, 'team');
    await mkdir(team);
    agent = await startAgent();
    editor = await startEditor({
      workspace: team,
      agentSocket: agent.socket,
      sshConfig: 'Host web1 web2\n  HostName 192.0.2.1\n',
      settings: { 'workbench.colorTheme': 'Dark Modern' },
      viewport: { width: 1200, height: 900 },
    });
  });
  afterAll(async () => {
    await editor.stop();
    await agent.stop();
    await workspace.remove();
  });

  it('has its commands in the palette, each with the category', async () => {
    for (const title of ['Run…', 'Plan…', 'Check All Runbooks', 'New Runbook…', 'Show Agent Keys', 'Show Log']) {
      await expect.poll(() => editor.paletteHas(`Runbooks: ${title}`), { message: title }).toBe(true);
    }
    expect(await editor.paletteHas('Runbooks: Cancel')).toBe(false);
  });

  it('brings up the practice host and finds out what is wrong with it, from the tree', async () => {
    await editor.palette('Runbooks: Start Practice Host…');
    await editor.pick(en['views.scenarioName.daemon-oom-killed']);
    await editor.notification(/practice host is up/).waitFor();
    const tree = await editor.tree('Runbooks');
    await tree.reveal('Find out why');
    await startRun(editor, {
      runbook: 'Find out why',
      host: 'practice',
      inputs: {},
      begin: () => tree.action('Find out why', 'Run'),
    });
    await editor.run.untilState(engine['views.outcome.succeeded']);
    await editor.picture('verdict');
  });

  it('goes on to the runbook that the verdict names, and takes no wrong text for its confirmation', async () => {
    await editor.run.button('Start mcsmanager/recover-daemon').click();
    // The host is the same one; the inputs are shown.
    await editor.choice(en['pick.goRun']).waitFor();
    await editor.filter('settle');
    await editor.pick('settle');
    await editor.enter('settle', '8s');
    await editor.pick(en['pick.goRun']);
    await editor.page.locator('.tab.active', { hasText: 'Recover a crashed MCSManager daemon' }).waitFor();
    const field = editor.run.question.getByRole('textbox');
    await field.fill('production');
    expect(await editor.run.button(engine['page.yes']).isDisabled()).toBe(true);
    // How the author broke the lines is not shown as signs for line breaks.
    expect(await editor.run.question.innerText()).not.toContain('⏎');
    await field.fill('practice');
    await editor.picture('confirmation');
    await editor.run.button(engine['page.yes']).click();
    await editor.run.frame
      .getByText(/green for/i)
      .first()
      .waitFor();
    await editor.run.frame.locator('.step.busy .step-head').scrollIntoViewIfNeeded();
    await editor.picture('run');
    await editor.run.untilState(engine['views.outcome.succeeded']);
  });
});
