// Follows the folder of runs while the view is in sight: other windows and the command in a terminal add to it as well.
import { Disposable, RelativePattern, workspace, type TreeView, type Uri } from 'vscode';

/** A run writes many events; the list needs to hear of them once in so many milliseconds. */
const pause = 1000;

/** Calls `onChange` when the view comes into sight, and when runs come, go on or go away while it is. */
export function watchRuns(view: TreeView<unknown>, folder: () => Uri, onChange: () => void): Disposable {
  let watching: Disposable | undefined;
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      onChange();
    }, pause);
  };
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
    watching?.dispose();
    watching = undefined;
  };
  const follow = (visible: boolean): void => {
    stop();
    if (!visible) return;
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder(), '*/journal.jsonl'));
    watching = Disposable.from(
      watcher,
      watcher.onDidCreate(soon),
      watcher.onDidChange(soon),
      watcher.onDidDelete(soon),
    );
    onChange();
  };
  return Disposable.from(
    view.onDidChangeVisibility(({ visible }) => follow(visible)),
    { dispose: stop },
  );
}
