// Shows exactly the text that is asked about, beside the one approved before: the bytes that would run, not what the disk says later.
import {
  commands,
  EventEmitter,
  Uri,
  window,
  workspace,
  type ExtensionContext,
  type TextDocumentContentProvider,
} from 'vscode';

const scheme = 'gated-runbooks-text';

export interface ShownText {
  readonly name: string;
  readonly text: string;
  /** What was approved before; shown as a difference. */
  readonly before: string | undefined;
}

export interface TextShower {
  /** Shows it until `work` is done. */
  whileShown<T>(shown: ShownText, work: () => Promise<T>): Promise<T>;
}

/** Registers the texts' own scheme. `titleOf` names the tab of a difference. */
export function registerTextShower(context: ExtensionContext, titleOf: (name: string) => string): TextShower {
  const texts = new Map<string, string>();
  const provider: TextDocumentContentProvider = {
    onDidChange: new EventEmitter<Uri>().event,
    provideTextDocumentContent: (uri) => texts.get(uri.toString()),
  };
  context.subscriptions.push(workspace.registerTextDocumentContentProvider(scheme, provider));
  let count = 0;
  return {
    async whileShown({ name, text, before }, work) {
      count += 1;
      const uri = (side: string): Uri => Uri.from({ scheme, path: `/${String(count)}/${side}/${name}` });
      const [old, now] = [uri('approved'), uri('now')];
      texts.set(now.toString(), text);
      if (before !== undefined) texts.set(old.toString(), before);
      try {
        const options = { preview: true, preserveFocus: true };
        if (before === undefined) await window.showTextDocument(now, options);
        else await commands.executeCommand('vscode.diff', old, now, titleOf(name), options);
        return await work();
      } finally {
        texts.delete(old.toString());
        texts.delete(now.toString());
        await closeTabs([old, now].map(String));
      }
    },
  };
}

async function closeTabs(uris: readonly string[]): Promise<void> {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  await window.tabGroups.close(tabs.filter(({ input }) => urisOf(input).some((uri) => uris.includes(uri))));
}

/** The URIs that a tab's input names, whatever kind of tab it is. */
function urisOf(input: unknown): readonly string[] {
  if (typeof input !== 'object' || input === null) return [];
  return Object.values(input)
    .filter((value) => value instanceof Uri)
    .map(String);
}
