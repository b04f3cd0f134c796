// Runbooks in a folder that is on no disk, as in a virtual or remote workspace: listed, checked, planned and run.
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
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

whenEditor('in a folder of another file system', () => {
  let bench: Bench;
  let editor: Editor;
  pictureFailures(() => editor);

  beforeAll(async () => {
    bench = await startBench({
      'held.code-workspace': JSON.stringify({ folders: [{ uri: 'held:/repo', name: 'held' }] }),
    });
    editor = await startEditor({
      workspace: join(bench.workspace, 'held.code-workspace'),
      agentSocket: bench.agentSocket,
      sshConfig: bench.sshConfig,
      held: { '/repo/runbooks/greeting.yaml': greeting, '/repo/runbooks/broken.yaml': broken },
    });
  });
  afterAll(async () => {
    await editor.stop();
    await bench.stop();
  });

  it('lists and checks them', async () => {
    const tree = await editor.tree('Runbooks');
    await tree.row('Greet whoever logs in').waitFor();
    await editor.palette('Runbooks: Check All Runbooks');
    await editor.notification(/1 errors?/).waitFor();
    const rows = await editor.problems();
    await expect.poll(() => rows.allInnerTexts()).toContainEqual(expect.stringContaining('[Ln 9, Col 5]'));
  });

  it('plans one, which changes nothing', async () => {
    await startRun(editor, {
      mode: 'plan',
      runbook: 'Greet whoever logs in',
      host: 'bench',
      approve: true,
      meet: true,
      inputs: {},
    });
    await editor.run.frame.getByText(engine['views.foresight.willRun']).first().waitFor();
    expect(existsSync(join(bench.home, 'greeting'))).toBe(false);
  });

  it('runs it', async () => {
    await startRun(editor, { runbook: 'Greet whoever logs in', host: 'bench', inputs: { name: 'Ada' } });
    await editor.run.untilState(engine['views.outcome.succeeded']);
    expect(await readFile(join(bench.home, 'greeting'), 'utf8')).toBe('Good evening, Ada.\n');
  });
});
