// Tells when the workspace's runbooks may have changed, however they did.
import { Disposable, EventEmitter, RelativePattern, workspace, type Event } from 'vscode';
import { settings } from '../ids.ts';
import { runbookGlobs } from './runbookGlobs.ts';

/** Changes that come together (a checkout, say) are told once. */
const settle = 200;

export interface RunbookWatcher {
  readonly onDidChange: Event<void>;
  dispose(): void;
}

/** Watches files, folders and the setting until it is disposed. */
export function watchRunbooks(): RunbookWatcher {
  const changed = new EventEmitter<void>();
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => changed.fire(), settle);
  };
  let watchers: readonly Disposable[] = [];
  const watch = (): void => {
    watchers.forEach((watcher) => void watcher.dispose());
    watchers = (workspace.workspaceFolders ?? []).flatMap((folder) =>
      [...runbookGlobs(folder.uri), '{hosts,**/hosts}.yaml'].map((glob) => {
        const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, glob));
        return Disposable.from(
          watcher,
          watcher.onDidCreate(soon),
          watcher.onDidChange(soon),
          watcher.onDidDelete(soon),
        );
      }),
    );
  };
  const again = (): void => {
    watch();
    soon();
  };
  watch();
  const listening = [
    workspace.onDidChangeWorkspaceFolders(again),
    workspace.onDidGrantWorkspaceTrust(soon),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settings.runbooks)) again();
    }),
  ];
  return {
    onDidChange: changed.event,
    dispose() {
      clearTimeout(timer);
      Disposable.from(...watchers, ...listening, changed).dispose();
    },
  };
}
