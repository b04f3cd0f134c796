// A progress that can be cancelled until a run's hosts are connected: an agent may be asking the person meanwhile.
import { ProgressLocation, window } from 'vscode';
import type { Services } from '../Services.ts';
import type { ActiveRun } from './Runs.ts';

/** Ends by itself when the hosts are connected or the run is over. */
export function showConnecting({ session, ended }: ActiveRun, { texts, engine }: Services): void {
  const connected = (): boolean => {
    const { hosts } = session.view;
    return hosts.length > 0 && hosts.every(({ state }) => state !== 'waiting');
  };
  const options = { location: ProgressLocation.Notification, cancellable: true, title: texts.say('runs.connecting') };
  void window.withProgress(options, async (progress, token) => {
    const listening: { dispose(): unknown }[] = [token.onCancellationRequested(() => session.cancel())];
    await new Promise<void>((resolve) => {
      listening.push(
        session.onRecorded(({ event }) => {
          if (event.type === 'agentAsked')
            progress.report({ message: texts.say('runs.agentWaiting', { key: engine().visibleLine(event.key) }) });
          if (connected()) resolve();
        }),
      );
      void ended.then(resolve);
    });
    for (const one of listening) one.dispose();
  });
}
