// The workbench as a person uses it: palette, quick picks, trees, notifications, dialogs, problems, the run page.
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { patience } from './patience.ts';
import { runPageOf } from './runPageOf.ts';
import type { RunPage } from './runPageOf.ts';

export interface Workbench {
  readonly page: Page;
  /** The run page that is in front. */
  readonly run: RunPage;
  /** Runs a command by its whole title, category and all, from the palette. */
  palette(title: string): Promise<void>;
  /** Whether the palette has a command with this whole title. */
  paletteHas(title: string): Promise<boolean>;
  /** The quick pick or input box that is open. */
  readonly quickInput: Locator;
  /** Rows of the quick pick that contain `text`. */
  choice(text: string): Locator;
  /** Chooses the first of those rows. */
  pick(text: string): Promise<void>;
  /** Types into the quick pick, whose first row says something else by then. */
  filter(text: string): Promise<void>;
  /** Types into the input box whose title or prompt contains `prompt`, and confirms. */
  enter(prompt: string, text: string): Promise<void>;
  /** Names the file in the dialog that saves one, and confirms. */
  saveAs(path: string): Promise<void>;
  /** A view of our container, which is shown first. */
  tree(view: string): Promise<Tree>;
  /** The notification that contains `text`. */
  notification(text: string | RegExp): Locator;
  /** The modal dialog. */
  readonly dialog: Locator;
  /** Presses a button of the modal dialog that says `text`. */
  answer(text: string | RegExp, button: string): Promise<void>;
  /** Opens a file of the workspace by its path in it. */
  open(file: string): Promise<void>;
  /** What the Problems panel says, a row each. The panel is shown first, and takes the focus when it is ready. */
  problems(): Promise<Locator>;
  /** Closes all tabs. */
  closeTabs(): Promise<void>;
  /** Takes the colour theme `name`. */
  theme(name: string): Promise<void>;
  /** Takes a picture of the window, where TEST_PICTURES names a folder for it. */
  picture(name: string): Promise<void>;
}

export interface Tree {
  /** The row whose label or description contains `text`. */
  row(text: string): Locator;
  /** Scrolls until that row is there: of a long list only what is in sight exists. */
  reveal(text: string): Promise<Locator>;
  /** Presses an inline action of a row, by its tooltip. */
  action(text: string, title: string): Promise<void>;
}

/** How long one try of something that may have to be tried again may take. */
const moment = 20_000;

/** Drives what `page` shows. */
export function createWorkbench(page: Page): Workbench {
  const quickInput = page.locator('.quick-input-widget:visible');
  const input = quickInput.locator('.quick-input-box input');
  const dialog = page.locator('.monaco-dialog-box');
  const choice = (text: string): Locator =>
    quickInput.locator('.quick-input-list .monaco-list-row').filter({ hasText: text });
  const pick = async (text: string): Promise<void> => {
    // The tooltip of whatever is below the pointer would lie over the row.
    await page.mouse.move(0, 0);
    await choice(text).first().click();
  };
  const search = async (text: string): Promise<void> => {
    await page.mouse.move(0, 0);
    await page.keyboard.press('F1');
    await input.fill(`>${text}`, { timeout: moment });
  };
  // A page or an editor that opens at this moment takes the focus, which closes the palette: then it is opened once more.
  const insist = (work: () => Promise<void>): Promise<void> => vi.waitFor(work, { timeout: patience });
  const command = (title: string): Locator =>
    quickInput.locator(`.monaco-list-row[aria-label^="${title.replaceAll('"', '\\"')}"]`).first();
  const palette = (title: string): Promise<void> =>
    insist(async () => {
      await search(title);
      await command(title).click({ timeout: moment });
    });

  return {
    page,
    run: runPageOf(page),
    quickInput,
    dialog,
    palette,
    choice,
    pick,
    async paletteHas(title) {
      let found = false;
      await insist(async () => {
        await search(title);
        // The list follows what is typed with a delay, and then says one or the other.
        const none = quickInput.getByText(/^(No matching commands|similar commands)$/).first();
        await command(title).or(none).first().waitFor({ timeout: moment });
        found = await command(title).isVisible();
      });
      await page.keyboard.press('Escape');
      await quickInput.waitFor({ state: 'hidden' });
      return found;
    },
    filter: (text) => input.fill(text),
    async enter(prompt, text) {
      await quickInput.filter({ hasText: prompt }).waitFor();
      await input.fill(text);
      await page.keyboard.press('Enter');
    },
    async saveAs(path) {
      // The dialog puts in a name of its own when it has read the folder, whatever was typed by then.
      await expect.poll(() => input.inputValue()).toMatch(/\.\w+$/);
      await input.fill(path);
      await page.keyboard.press('Enter');
      await quickInput.waitFor({ state: 'hidden' });
    },
    async tree(view) {
      const title = page.locator('h3.title', { hasText: new RegExp(`^${view}$`) });
      const pane = page.locator('.pane', { has: page.locator('.pane-header', { has: title }) });
      await insist(async () => {
        // A click on the icon of what is shown hides it.
        if (!(await pane.isVisible())) await ourIcon(page).click();
        await pane.waitFor({ timeout: moment });
      });
      const header = pane.locator('.pane-header');
      if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
      const row = (text: string): Locator => pane.locator('.monaco-list-row', { hasText: text }).first();
      const reveal = (text: string): Promise<Locator> =>
        vi.waitFor(
          async () => {
            // The tree takes up what its files say when it has read them, so the search begins again at the top.
            for (let down = 0; down < 20 && !(await row(text).isVisible()); down++) {
              await pane.locator('.monaco-list').hover();
              await page.mouse.wheel(0, down === 0 ? -10_000 : 150);
            }
            await row(text).waitFor({ timeout: 1000 });
            return row(text);
          },
          { timeout: patience },
        );
      return {
        row,
        reveal,
        async action(text, title) {
          await row(text).hover();
          await row(text).locator(`.action-label[aria-label^="${title}"]`).click();
        },
      };
    },
    notification: (text) => page.locator('.notification-toast', { hasText: text }).first(),
    async answer(text, button) {
      await expect.poll(() => textOf(dialog)).toMatch(text);
      await dialog.getByRole('button', { name: button, exact: true }).click();
    },
    async open(file) {
      await page.keyboard.press('Control+p');
      await input.fill(file);
      const name = file.slice(file.lastIndexOf('/') + 1);
      await pick(name);
      await page.locator('.tab.active', { hasText: name }).waitFor();
    },
    async problems() {
      const panel = page.locator('.markers-panel-container');
      if (!(await panel.isVisible())) {
        await palette('Problems: Focus on Problems View');
        await panel.waitFor();
      }
      return panel.locator('.monaco-list-row');
    },
    async closeTabs() {
      await palette('View: Close All Editors');
      await page.locator('.tab').first().waitFor({ state: 'detached' });
    },
    async theme(name) {
      await palette('Preferences: Color Theme');
      await input.fill(name);
      await pick(name);
    },
    async picture(name) {
      const folder = process.env['TEST_PICTURES'];
      if (folder === undefined) return;
      // A tooltip below the pointer has nothing to do with it, and icons come with a font of their own.
      await page.mouse.move(0, 0);
      for (const frame of page.frames()) await frame.evaluate('document.fonts.ready.then(() => true)');
      // A notification from before has nothing to do with it.
      const style = '.notifications-toasts { visibility: hidden }';
      await page.screenshot({ path: join(folder, `${name}.png`), style });
    },
  };
}

/** Our icon in the activity bar, in either language. */
export function ourIcon(page: Page): Locator {
  return page.locator(
    '.activitybar a.action-label[aria-label^="Runbooks"], .activitybar a.action-label[aria-label^="运行手册"]',
  );
}

async function textOf(locator: Locator): Promise<string> {
  return (await locator.allInnerTexts()).join('\n');
}
