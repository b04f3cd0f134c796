// A whole editor: code-server with the packaged extension, and a Chromium that shows it.
import { inject } from 'vitest';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { createWorkbench, ourIcon } from './createWorkbench.ts';
import type { Workbench } from './createWorkbench.ts';
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
    const page = await context.newPage();
    page.setDefaultTimeout(45_000);
    await page.goto(server.url);
    await untilReady(page);
    const workbench = createWorkbench(page);
    const reload = async (): Promise<void> => {
      await Promise.all([page.waitForEvent('load'), workbench.palette('Developer: Reload Window')]);
      await untilReady(page);
    };
    return { ...workbench, server, reload, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

// A palette that is opened before the extension is there says "No matching commands" for ever.
async function untilReady(page: Page): Promise<void> {
  await page.locator('.monaco-workbench').waitFor({ timeout: 90_000 });
  await ourIcon(page).waitFor({ timeout: 90_000 });
}
