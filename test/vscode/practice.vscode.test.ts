// The way of somebody who has just installed the extension, on the practice host: palette, tree, verdict, recovery.
import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en as engine } from '../../src/runbooks/texts/en.ts';
import { en } from '../../src/extension/texts/en.ts';
import { tempFolder } from '../support/tempFolder.ts';
import type { TempFolder } from '../support/tempFolder.ts';
import { startEditor } from './startEditor.ts';
import type { Editor } from './startEditor.ts';
import { startRun } from './startRun.ts';
import { pictureFailures, whenEditor } from './whenEditor.ts';

whenEditor('on the practice host', () => {
  let workspace: TempFolder;
  let editor: Editor;
  pictureFailures(() => editor);

  beforeAll(async () => {
    workspace = await tempFolder('team');
    await mkdir(`${workspace.path}/runbooks`);
    editor = await startEditor({ workspace: workspace.path });
  });
  afterAll(async () => {
    await editor.stop();
    await workspace.remove();
  });

  it('has its commands in the palette, each with the category', async () => {
    const titles = await editor.paletteTitles('Runbooks: ');
    for (const title of ['Run…', 'Plan…', 'Check All Runbooks', 'New Runbook…', 'Show Agent Keys', 'Show Log']) {
      expect(titles).toContain(`Runbooks: ${title}`);
    }
    expect(titles).not.toContain('Runbooks: Cancel');
  });

  it('brings up the practice host and finds out what is wrong with it, from the tree', async () => {
    await editor.palette('Runbooks: Start Practice Host…');
    await editor.pick(en['views.scenarioName.daemon-oom-killed']);
    await editor.notification(/practice host is up/).waitFor({ timeout: 60_000 });
    const tree = await editor.tree('Runbooks');
    await tree.row('mcsmanager').waitFor();
    await startRun(editor, {
      runbook: 'Find out why',
      host: 'practice',
      inputs: {},
      begin: () => tree.action('Find out why', 'Run'),
    });
    await editor.run.untilState(engine['views.outcome.succeeded'], 120_000);
  });

  it('recovers it from the palette, after a confirmation that takes no wrong text', async () => {
    await startRun(editor, {
      runbook: 'Recover a crashed MCSManager daemon',
      host: 'practice',
      inputs: { settle: '3s' },
    });
    const field = editor.run.question.getByRole('textbox');
    await field.fill('production', { timeout: 60_000 });
    expect(await editor.run.button(engine['page.yes']).isDisabled()).toBe(true);
    await field.fill('practice');
    await editor.run.button(engine['page.yes']).click();
    await editor.run.untilState(engine['views.outcome.succeeded'], 120_000);
  });
});
