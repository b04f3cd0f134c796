// Puts the three trees into the editor, keeps them fresh, and registers the commands that belong to them.
import {
  commands as vscodeCommands,
  env,
  UIKind,
  Uri,
  window,
  workspace,
  type ExtensionContext,
  type TreeView,
} from 'vscode';
import { registerCommands } from '../commands/registerCommands.ts';
import { contextKeys, settings, views } from '../ids.ts';
import type { Services } from '../Services.ts';
import { findHosts } from './hosts/findHosts.ts';
import { hostNodes } from './hosts/hostNodes.ts';
import { createHostTests } from './hosts/HostTests.ts';
import { lacksAgent } from './hosts/lacksAgent.ts';
import { NodeTree } from './NodeTree.ts';
import { createEntryReader } from './runbooks/readEntries.ts';
import { runbookNodes } from './runbooks/runbookNodes.ts';
import { runNodes } from './runs/runNodes.ts';
import { watchRuns } from './runs/watchRuns.ts';
import type { TreeNode } from './TreeNode.ts';

/** Registers views and their commands; nothing is read before somebody looks at a view. */
export function registerViews(context: ExtensionContext, services: Services): void {
  const { engine, texts, runbooks, practice, runs } = services;
  const tests = createHostTests();
  const readEntries = createEntryReader(services);

  const runbookTree = new NodeTree(async () => {
    runbookView.message = workspace.isTrusted ? '' : texts.say('views.restricted');
    return runbookNodes(await readEntries(), texts, engine());
  });
  const hostTree = new NodeTree(async () => {
    hostView.message = browserLacksAgent() ? texts.say('views.noAgentInBrowser') : '';
    const [sources, listed] = await Promise.all([findHosts(services), runs.list()]);
    const running = listed.filter(({ where }) => where === 'mine').flatMap(({ hosts }) => hosts);
    const { scenarios } = engine();
    const shown = { sources, scenarios, practice: practice.current?.scenario, tests: tests.all };
    return hostNodes({ ...shown, running: new Set(running) }, texts, engine());
  });
  const runTree = new NodeTree(async () => runNodes(await runs.list(), Date.now(), texts, engine()));

  const show = (id: string, tree: NodeTree): TreeView<TreeNode> => {
    const view = window.createTreeView(id, { treeDataProvider: tree, showCollapseAll: tree !== runTree });
    context.subscriptions.push(view, tree);
    return view;
  };
  const runbookView = show(views.runbooks, runbookTree);
  const hostView = show(views.hosts, hostTree);
  const runView = show(views.runs, runTree);

  context.subscriptions.push(
    runbooks.onDidChange(() => {
      runbookTree.refresh();
      hostTree.refresh();
    }),
    practice.onDidChange(() => {
      void vscodeCommands.executeCommand('setContext', contextKeys.practiceUp, practice.current !== undefined);
      hostTree.refresh();
    }),
    tests.onDidChange(() => hostTree.refresh()),
    runs.onDidChange(() => {
      runTree.refresh();
      hostTree.refresh();
    }),
    watchRuns(
      runView,
      () => Uri.joinPath(runs.folderOf('any'), '..'),
      () => runTree.refresh(),
    ),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settings.sshConfig) || event.affectsConfiguration(settings.agentSocket))
        hostTree.refresh();
      if (event.affectsConfiguration(settings.runsFolder)) runTree.refresh();
    }),
  );
  registerCommands(context, services, {
    tests,
    refreshRunbooks: () => runbookTree.refresh(),
    refreshHosts: () => hostTree.refresh(),
    refreshRuns: () => runTree.refresh(),
  });
}

function browserLacksAgent(): boolean {
  return lacksAgent({
    inBrowser: env.uiKind === UIKind.Web,
    platform: process.platform,
    variable: process.env['SSH_AUTH_SOCK'],
    setting: workspace.getConfiguration().get<string>(settings.agentSocket),
  });
}
