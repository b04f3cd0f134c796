// A workspace that nobody trusts: runbooks are read and checked, and nothing is run or connected.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en as engine } from '../../src/runbooks/texts/en.ts';
import { broken, greeting } from './runbooks.ts';
import { startBench } from './startBench.ts';
import type { Bench } from './startBench.ts';
import { startEditor } from './startEditor.ts';
import type { Editor } from './startEditor.ts';
import { startRun } from './startRun.ts';
import { pictureFailures, whenEditor } from './whenEditor.ts';

whenEditor('in a restricted workspace', () => {
  let bench: Bench;
  let editor: Editor;
  pictureFailures(() => editor);

  beforeAll(async () => {
    bench = await startBench({ 'runbooks/greeting.yaml': greeting, 'runbooks/broken.yaml': broken });
    editor = await startEditor({
      workspace: bench.workspace,
      agentSocket: bench.agentSocket,
      sshConfig: bench.sshConfig,
      trust: true,
      settings: { 'security.workspace.trust.startupPrompt': 'never' },
    });
  });
  afterAll(async () => {
    await editor.stop();
    await bench.stop();
  });

  it('lists and checks runbooks', async () => {
    const tree = await editor.tree('Runbooks');
    await tree.row('Greet whoever logs in').waitFor();
    await editor.palette('Runbooks: Check All Runbooks');
    await editor.notification(/1 errors?/).waitFor();
  });

  it('offers neither Run nor Plan nor Test Connection', async () => {
    // What is there says that those that are not won't come any more.
    await expect.poll(() => editor.paletteHas('Runbooks: Check All Runbooks')).toBe(true);
    for (const title of ['Run…', 'Plan…', 'Resume…', 'Test Connection…']) {
      expect(await editor.paletteHas(`Runbooks: ${title}`), title).toBe(false);
    }
  });

  it('runs once the person trusts it', async () => {
    await editor.palette('Workspaces: Manage Workspace Trust');
    await editor.page.getByRole('button', { name: 'Trust', exact: true }).click();
    await editor.page.getByText('You trust this folder').waitFor();
    await expect.poll(() => editor.paletteHas('Runbooks: Run…')).toBe(true);
    await startRun(editor, { runbook: 'Greet whoever logs in', host: 'bench', approve: true, meet: true, inputs: {} });
    await editor.run.untilState(engine['views.outcome.succeeded']);
    expect(await readFile(join(bench.home, 'greeting'), 'utf8')).toContain('night shift');
  });
});
