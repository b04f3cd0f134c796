// One item in the status bar while this window runs something, and the context key that goes with it.
import { commands as vscodeCommands, StatusBarAlignment, ThemeColor, window, type ExtensionContext } from 'vscode';
import type { RunEvent } from '../../runbooks/index.ts';
import { commands, contextKeys } from '../ids.ts';
import type { Services } from '../Services.ts';
import type { ActiveRun } from './Runs.ts';

/** Events with which an agent begins or ends to ask the person. */
const aboutAgent: ReadonlySet<RunEvent['type']> = new Set(['agentAsked', 'hostConnected', 'hostRefused']);

/** Made with the first run. */
export function showRunStatus(context: ExtensionContext, { runs, texts, engine }: Services): void {
  const item = window.createStatusBarItem('gatedRunbooks.runs', StatusBarAlignment.Left);
  let wasRunning = false;
  const update = (): void => {
    const { active } = runs;
    const running = active.length > 0;
    if (running !== wasRunning) void vscodeCommands.executeCommand('setContext', contextKeys.running, running);
    wasRunning = running;
    if (!running) {
      item.hide();
      return;
    }
    const keyOf = ({ session }: ActiveRun): string | undefined => session.view.hosts.find(({ agent }) => agent)?.agent;
    const asking = active.find((run) => run.questions.length > 0 || keyOf(run) !== undefined);
    const shown = asking ?? active[0];
    const key = shown === undefined ? undefined : keyOf(shown);
    const title = engine().visibleLine(engine().localise(shown?.session.view.title ?? '', texts.locale));
    const more = active.length > 1 ? ` +${String(active.length - 1)}` : '';
    const text =
      asking === undefined
        ? title
        : key === undefined
          ? texts.say('runs.waitsForYou', { title })
          : texts.say('runs.agentWaiting', { key: engine().visibleLine(key) });
    item.text = `$(${asking === undefined ? 'sync~spin' : 'bell-dot'}) ${text}${more}`;
    item.backgroundColor = asking === undefined ? undefined : new ThemeColor('statusBarItem.warningBackground');
    item.name = texts.say('runs.statusName');
    item.tooltip = texts.say('runs.statusTip');
    item.command = { command: commands.openReport, title: texts.say('runs.show'), arguments: [shown?.session.id] };
    item.show();
  };
  /** The person may be asked by their agent, of which the list of runs says nothing. */
  const follow = ({ session, ended }: ActiveRun): void => {
    const listening = session.onRecorded(({ event }) => {
      if (aboutAgent.has(event.type)) update();
    });
    void ended.then(() => listening.dispose());
  };
  context.subscriptions.push(item, runs.onDidChange(update), runs.onDidStart(follow));
}
