// Webview panels for runs, and their return after the window was reloaded.
import { randomBytes } from 'node:crypto';
import { Uri, ViewColumn, window, type ExtensionContext, type LogOutputChannel, type WebviewPanel } from 'vscode';
import { createEmitter, type Emitter } from '../emitter.ts';
import type { Engine } from '../engine/loadEngine.ts';
import { viewTypes } from '../ids.ts';
import { PersonProblem } from '../PersonProblem.ts';
import type { RunSession } from '../runs/RunSession.ts';
import type { Texts } from '../texts/Texts.ts';
import type { PageActions, PageHost } from './createPageHost.ts';
import { loadPageHost } from './loadPageHost.ts';
import { pageHtml } from './pageHtml.ts';
import type { RunPages } from './RunPages.ts';

export interface RunPagesOptions {
  readonly engine: () => Engine;
  readonly texts: Texts;
  readonly log: LogOutputChannel;
  readonly actions: PageActions;
  /** The run with this id, live or from its journal. */
  readonly open: (id: string) => Promise<RunSession>;
}

interface Page {
  readonly panel: WebviewPanel;
  readonly host: PageHost;
}

/** What a page keeps across a reload, beside its own: which run it shows. */
interface Kept {
  readonly runId?: unknown;
}

/** No page yet. */
export function registerRunPages(context: ExtensionContext, options: RunPagesOptions): RunPages {
  const pages = new Map<string, Page>();
  const changed: Emitter<void> = createEmitter();
  const folder = Uri.joinPath(context.extensionUri, 'dist', 'webview');

  const fill = (panel: WebviewPanel, session: RunSession): void => {
    const host = hostOf(panel, session);
    pages.set(session.id, { panel, host });
    panel.onDidDispose(() => {
      host.dispose();
      pages.delete(session.id);
      changed.fire();
    });
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    panel.title = options.engine().visibleLine(options.engine().localise(session.view.title, options.texts.locale));
    webview.html = pageHtml({
      source: webview.cspSource,
      nonce: randomBytes(16).toString('base64'),
      script: webview.asWebviewUri(Uri.joinPath(folder, 'page.js')).toString(),
      style: webview.asWebviewUri(Uri.joinPath(folder, 'page.css')).toString(),
      locale: options.texts.locale,
    });
  };

  const hostOf = (panel: WebviewPanel, session: RunSession): PageHost => {
    const host = loadPageHost()(session, {
      engine: options.engine(),
      texts: options.texts,
      actions: options.actions,
      post: (message) => panel.webview.postMessage(message),
      onStrange: () => options.log.warn(`run ${session.id}: a message from the page that is none of ours`),
    });
    panel.webview.onDidReceiveMessage((message: unknown) => host.receive(message));
    panel.onDidChangeViewState(() => {
      if (!panel.visible) host.hide();
      changed.fire();
    });
    return host;
  };

  const restore = async (panel: WebviewPanel, state: unknown): Promise<void> => {
    const id = (state as Kept | undefined)?.runId;
    if (typeof id !== 'string' || pages.has(id)) {
      panel.dispose();
      return;
    }
    try {
      fill(panel, await options.open(id));
    } catch (error) {
      // A plan leaves nothing behind, and a run may have been deleted.
      if (!(error instanceof PersonProblem)) throw error;
      options.log.info(error.message);
      panel.dispose();
    }
  };

  context.subscriptions.push(
    window.registerWebviewPanelSerializer(viewTypes.run, { deserializeWebviewPanel: restore }),
  );
  return {
    show(session) {
      const page = pages.get(session.id);
      if (page !== undefined) {
        page.host.attach(session);
        page.panel.reveal();
        return;
      }
      const icon = Uri.joinPath(context.extensionUri, 'media', 'icon.png');
      const panel = window.createWebviewPanel(viewTypes.run, session.id, ViewColumn.Active, { enableScripts: true });
      panel.iconPath = icon;
      fill(panel, session);
      changed.fire();
    },
    isVisible: (id) => pages.get(id)?.panel.visible === true,
    get current() {
      return [...pages].find(([, { panel }]) => panel.active)?.[0];
    },
    onDidChange: changed.event,
  };
}
