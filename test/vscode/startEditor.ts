// A whole editor: code-server with the packaged extension, and a Chromium that shows it.
import { inject } from 'vitest';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { createWorkbench, ourIcon } from './createWorkbench.ts';
import type { Workbench } from './createWorkbench.ts';
import { patience } from './patience.ts';
import { startServer } from './startServer.ts';
import type { ServerOptions, TestServer } from './startServer.ts';

export interface EditorOptions extends ServerOptions {
  /** Size of the window. Default: 1280 × 860. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface Editor extends Workbench {
  readonly server: TestServer;
  /** Reloads the window, as a person would, and waits until the extension is there again. */
  reload(): Promise<void>;
  /** Another window of the same person, on another folder. */
  openWindow(folder: string): Promise<Workbench>;
  stop(): Promise<void>;
}

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
const quiet = ['--disable-background-networking', '--disable-component-update'];

/** Starts the editor on a workspace and waits for our icon in its activity bar. */
export async function startEditor(options: EditorOptions): Promise<Editor> {
  const prepared = inject('editor');
  if (prepared === null) throw new Error('This machine has no browser editor.');
  const server = await startServer(prepared, options);
  const browser = await chromium.launch({ executablePath: prepared.chromium, args: [...flags, ...quiet] });
  const stop = async (): Promise<void> => {
    await browser.close();
    await server.stop();
  };
  try {
    const context = await browser.newContext({ viewport: options.viewport ?? { width: 1280, height: 860 } });
    const open = async (url: string): Promise<Workbench> => {
      const page = await context.newPage();
      page.setDefaultTimeout(patience);
      await page.goto(url);
      await untilReady(page);
      return createWorkbench(page);
    };
    const workbench = await open(server.url);
    const reload = async (): Promise<void> => {
      const { page } = workbench;
      await Promise.all([page.waitForEvent('load'), workbench.palette('Developer: Reload Window')]);
      await untilReady(page);
    };
    const openWindow = (folder: string): Promise<Workbench> => open(server.urlOf(folder));
    return { ...workbench, server, reload, openWindow, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

// A palette that is opened before the extension is there says "No matching commands" for ever.
async function untilReady(page: Page): Promise<void> {
  await page.locator('.monaco-workbench').waitFor({ timeout: 2 * patience });
  await ourIcon(page).waitFor({ timeout: 2 * patience });
  // Among the last things of the window: by then it knows whether it is trusted, and so which commands there are.
  await page.locator('[id="status.problems"]').waitFor({ timeout: 2 * patience });
}
