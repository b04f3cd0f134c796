// The editor in Simplified Chinese, started without an SSH agent: views, messages and the page speak it, and the cure is named.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { zhCn as engine } from '../../src/runbooks/texts/zh-cn.ts';
import { zhCn } from '../../src/extension/texts/zh-cn.ts';
import { tempFolder } from '../support/tempFolder.ts';
import type { TempFolder } from '../support/tempFolder.ts';
import { startEditor } from './startEditor.ts';
import type { Editor } from './startEditor.ts';
import { pictureFailures, whenEditor } from './whenEditor.ts';

const titles = JSON.parse(readFileSync(new URL('../../package.nls.zh-cn.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, string>
>;
const titleOf = (command: string): string => `${titles['category'] ?? ''}: ${titles[command] ?? ''}`;

whenEditor('in Chinese, without an agent', () => {
  let workspace: TempFolder;
  let editor: Editor;
  pictureFailures(() => editor);

  beforeAll(async () => {
    workspace = await tempFolder('team');
    editor = await startEditor({ workspace: workspace.path, locale: 'zh-cn' });
  });
  afterAll(async () => {
    await editor.stop();
    await workspace.remove();
  });

  it('names views and runbooks in Chinese', async () => {
    const tree = await editor.tree('运行手册');
    await tree.reveal('mcsmanager');
    await tree.reveal('排查 MCSManager 节点守护进程故障');
  });

  it('says that there is no agent, and what to do', async () => {
    await editor.palette(titleOf('command.showAgentKeys'));
    await editor.dialog.getByText('SSH_AUTH_SOCK').first().waitFor();
    expect(await editor.dialog.innerText()).toContain(zhCn['views.noAgentInBrowser']);
    await editor.page.keyboard.press('Escape');
  });

  it('shows a run on the practice host in Chinese', async () => {
    await editor.palette(titleOf('command.run'));
    await editor.pick('排查 MCSManager 节点守护进程故障');
    await editor.pick('practice');
    await editor.pick('healthy');
    await editor.pick(zhCn['pick.goRun']);
    await editor.run.untilState(engine['views.outcome.succeeded']);
    await editor.picture('chinese');
  });
});
