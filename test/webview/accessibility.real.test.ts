// Every state of the page, in every theme, looked at by axe-core in a real Chromium.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPages } from './harness/openPage.ts';
import type { OpenPage, Pages } from './harness/openPage.ts';
import { states } from './harness/views.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    readonly axe: { run(context: Document): Promise<AxeResults> };
  }
}

async function violations({ page }: OpenPage): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(() => window.axe.run(document));
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

describe('the page', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(async () => {
    await pages.close();
  });

  const others = Object.entries(states).filter(([name]) =>
    ['planned', 'asking', 'failed', 'done', 'hundredHosts'].includes(name),
  );
  const cases = { dark: Object.entries(states), light: others, highContrast: others };
  for (const theme of ['dark', 'light', 'highContrast'] as const) {
    // The page shows one state after another, which is quicker than a page of its own for each.
    describe(`with the theme ${theme}`, () => {
      let opened: OpenPage;
      beforeAll(async () => {
        opened = await pages.open({ theme });
      });
      afterAll(() => opened.close());

      it.each(cases[theme])('has no violation in the state %s', async (_name, view) => {
        await opened.show(view());
        expect(await opened.complaints()).toEqual([]);
        expect(await violations(opened)).toEqual([]);
      });
    });
  }

  it('has no violation while it waits for the run', async () => {
    const opened = await pages.open();
    await opened.page.getByText('Waiting for the run').waitFor();
    expect(await violations(opened)).toEqual([]);
    await opened.close();
  });

  it('has no violation with everything unfolded, in Chinese, 300 px wide', async () => {
    const opened = await pages.open({ locale: 'zh-cn', width: 300 });
    await opened.show(states['rolledBack']!());
    const folded = opened.page.locator('.step-head[aria-expanded=false], details:not([open]) > summary');
    while ((await folded.count()) > 0) await folded.first().click();
    expect(await violations(opened)).toEqual([]);
    await opened.close();
  });
});
