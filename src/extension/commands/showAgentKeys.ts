// Show Agent Keys: the keys that the agent holds, with their fingerprints; or why there are none, and what helps.
import { commands as vscodeCommands, env, ProgressLocation, UIKind, window } from 'vscode';
import { settings } from '../ids.ts';
import type { Services } from '../Services.ts';
import { agentAdvice } from './agentAdvice.ts';

/** Only asks the agent for its list; nothing is signed. */
export async function showAgentKeys({ engine, texts, ssh }: Services): Promise<void> {
  const { listAgentKeys, thisMachine, visible, visibleLine } = engine();
  const machine = ssh.options().machine ?? thisMachine();
  const listed = await window.withProgress(
    { location: ProgressLocation.Notification, title: texts.say('commands.keys.progress'), cancellable: true },
    async (_, token) => {
      const ending = new AbortController();
      const listening = token.onCancellationRequested(() => ending.abort());
      try {
        const keys = await listAgentKeys(machine, ending.signal);
        return ending.signal.aborted ? undefined : keys;
      } finally {
        listening.dispose();
      }
    },
  );
  if (listed === undefined) return;
  if ('problem' in listed) {
    const { problem } = listed;
    const advice = agentAdvice(problem, machine, env.uiKind === UIKind.Web, texts);
    const setting = texts.say('commands.keys.setting');
    const options = { modal: true, detail: visible(advice.join('\n\n')) };
    if ((await window.showWarningMessage(visible(texts.tell(problem)), options, setting)) === setting)
      await vscodeCommands.executeCommand('workbench.action.openSettings', settings.agentSocket);
    return;
  }
  const items = listed.keys.map(({ type, comment, fingerprint, certificate }) => ({
    label: `$(key) ${visibleLine(comment || type).replaceAll('$(', '$ (')}`,
    description: certificate ? `${type} · ${texts.say('commands.keys.certificate')}` : type,
    detail: fingerprint,
  }));
  const placeHolder = texts.say('commands.keys.pick', { path: visibleLine(listed.path) });
  const picked = await window.showQuickPick(items, { placeHolder, matchOnDetail: true, matchOnDescription: true });
  if (picked === undefined) return;
  await env.clipboard.writeText(picked.detail);
  window.setStatusBarMessage(texts.say('commands.keys.copied', { fingerprint: picked.detail }), 5000);
}
