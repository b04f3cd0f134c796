// A page in a real Chromium, and a hand on its host's side.
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { RunView } from '../../../src/runbooks/views/RunView.ts';
import { findChromium } from '../../../scripts/lib/findChromium.mjs';
import { renderMarkdown } from '../../../src/runbooks/views/markdown/renderMarkdown.ts';
import { en } from '../../../src/runbooks/texts/en.ts';
import { zhCn } from '../../../src/runbooks/texts/zh-cn.ts';
import type { FromPage, ToPage } from '../../../webview/protocol.ts';
import { buildPage } from './buildPage.ts';
import { servePage } from './servePage.ts';
import type { ServedPage } from './servePage.ts';
import type { ThemeName } from './themes.ts';

declare global {
  interface Window {
    readonly posted: FromPage[];
    readonly violations: string[];
  }
}

export interface OpenOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly locale?: 'en' | 'zh-cn';
  readonly owner?: boolean;
  readonly reducedMotion?: boolean;
}

/** The page as a test sees it. */
export interface OpenPage {
  readonly page: Page;
  send(...messages: readonly ToPage[]): Promise<void>;
  /** Sends a view and waits until it is drawn. `now` is the run's last moment unless told. */
  show(view: RunView, options?: { readonly now?: number; readonly live?: boolean }): Promise<void>;
  /** What the page posted, of one type. */
  posted<T extends FromPage['type']>(type: T): Promise<readonly Extract<FromPage, { type: T }>[]>;
  /** What the content security policy kept from happening, and what went wrong in scripts. */
  complaints(): Promise<readonly string[]>;
  /** The window is reloaded: what the page saved is all that is left. */
  reload(): Promise<OpenPage>;
  close(): Promise<void>;
}

export interface Pages {
  open(options?: OpenOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

/** Builds the page once and starts a browser for it. */
export async function startPages(): Promise<Pages> {
  const served = await servePage(await buildPage());
  const browser = await chromium.launch({
    executablePath: findChromium() ?? 'chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    open: (options = {}) => open(browser, served, options),
    close: async () => {
      await browser.close();
      await served.close();
    },
  };
}

async function open(browser: Browser, served: ServedPage, options: OpenOptions): Promise<OpenPage> {
  const { theme = 'dark', width = 1100, height = 900, locale = 'en', owner = true, reducedMotion = true } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('dialog', (dialog) => {
    errors.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(served.url(theme));
  const send = (...messages: readonly ToPage[]): Promise<void> =>
    page.evaluate(async (list) => {
      for (const message of list) dispatchEvent(new MessageEvent('message', { data: message }));
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, messages);
  const begin = async (): Promise<void> => {
    await page.waitForFunction(() => window.posted.some(({ type }) => type === 'ready'));
    await send({ type: 'begin', locale, texts: locale === 'en' ? en : zhCn, owner });
  };
  await begin();
  const answered = new Set<string>();
  const posted = async <T extends FromPage['type']>(type: T): Promise<readonly Extract<FromPage, { type: T }>[]> =>
    (await page.evaluate(() => window.posted)).filter(
      (message): message is Extract<FromPage, { type: T }> => message.type === type,
    );
  const opened: OpenPage = {
    page,
    send,
    posted,
    show: async (view, { now = view.lastAt + 1500, live } = {}) => {
      await send({ type: 'snapshot', view, now, ...(live === undefined ? {} : { live }) });
      const wanted = (await posted('wantMarkdown')).filter(({ text }) => !answered.has(text));
      for (const { text } of wanted) answered.add(text);
      await send(...wanted.map(({ text }) => ({ type: 'rendered' as const, text, html: renderMarkdown(text) })));
    },
    complaints: async () => [...errors, ...(await page.evaluate(() => window.violations))],
    reload: async () => {
      await page.reload();
      answered.clear();
      await begin();
      return opened;
    },
    close: () => context.close(),
  };
  return opened;
}
