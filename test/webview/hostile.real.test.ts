// What hosts and authors print is hostile: in a real browser nothing of it runs, hides or breaks the layout.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewRun } from '../../src/runbooks/views/viewRun.ts';
import { hostileStory } from '../runbooks/views/fixtures/hostile.ts';
import { startPages } from './harness/openPage.ts';
import type { OpenPage, Pages } from './harness/openPage.ts';
import { viewOf } from './harness/views.ts';

const texts: Readonly<Record<string, string>> = {
  html: '<script>window.pwned=1</script><img src=x onerror="window.pwned=1">"><svg onload=window.pwned=1>\' onload=\'x',
  markdown:
    '[a](javascript:window.pwned=1) ![x](https://example.invalid/x.png) [b](command:x) <iframe src=x></iframe> `x`',
  ansi: '\u001b[31mred\u001b[8mhidden\u001b[2J\u001b]8;;http://example.invalid\u0007link\u001b]8;;\u0007\u0000\b',
  bidi: 'abc\u202Efdp.exe\u202C \u2066x\u2069 \u200B\uFEFF\u2028\u{E0041}',
  wide: 'W'.repeat(20_000),
  lit: '${alert(1)} {{ x }} <!--?lit$ --> ?lit$123$',
};
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f\u200b\u202a-\u202e\u2066-\u2069\ufeff\u2028]/;

async function untouched(opened: OpenPage): Promise<void> {
  expect(await opened.complaints()).toEqual([]);
  const found = await opened.page.evaluate(() => ({
    pwned: 'pwned' in window,
    elements: document.querySelectorAll('img, iframe, svg, body script:not([src])').length,
    handlers: [...document.querySelectorAll('*')].filter((element) =>
      [...element.attributes].some(({ name }) => name.startsWith('on')),
    ).length,
    links: [...document.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? ''),
    overflow: document.documentElement.scrollWidth - innerWidth,
    text: document.body.textContent,
    labels: [...document.querySelectorAll('[aria-label], [title]')].map(
      (element) => `${element.getAttribute('aria-label') ?? ''}${element.getAttribute('title') ?? ''}`,
    ),
  }));
  expect(found).toMatchObject({ pwned: false, elements: 0, handlers: 0 });
  expect(found.links.filter((href) => !/^(https?:|mailto:|#)/.test(href))).toEqual([]);
  expect(found.overflow).toBeLessThanOrEqual(0);
  expect(found.text).not.toMatch(unseen);
  expect(found.labels.join('')).not.toMatch(unseen);
}

describe('hostile content', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(async () => {
    await pages.close();
  });

  for (const [name, text] of Object.entries(texts)) {
    it(`shows ${name} in every place as text`, async () => {
      const opened = await pages.open({ width: 500 });
      // Once ended with everything in it, once cut before its end, so that its questions are open.
      const journal = hostileStory(text);
      await opened.show(viewRun(journal));
      const folded = opened.page.locator('.step-head[aria-expanded=false], details:not([open]) > summary');
      while ((await folded.count()) > 0) await folded.first().click();
      await untouched(opened);
      const asked = journal.findIndex(({ event }) => event.type === 'manualAsked') + 1;
      await opened.show(viewRun(journal.slice(0, asked)));
      expect(await opened.page.locator('.question').count()).toBeGreaterThan(0);
      await untouched(opened);
      await opened.close();
    });
  }

  it('shows hostile output in its rows, and colours as colours', async () => {
    const opened = await pages.open({ width: 500 });
    await opened.show(viewOf('waiting', 'stepStarted'));
    const ref = (await opened.posted('wantOutput'))[0]!;
    const text = `${Object.values(texts).join('\n')}\n\u001b[32mgreen\ncarried\u001b[0m plain\n`;
    await opened.send({ ...ref, type: 'output', stream: 'stdout', offset: 0, text });
    await untouched(opened);
    await opened.page.locator('.row .f2', { hasText: 'carried' }).waitFor();
    await opened.close();
  });

  it('holds the layout with a line of 10 MB, in pieces and at once', async () => {
    const opened = await pages.open({ width: 300 });
    await opened.show(viewOf('waiting', 'stepStarted'));
    const ref = (await opened.posted('wantOutput'))[0]!;
    await opened.page.evaluate(
      ({ ref }) => {
        const piece = 'x'.repeat(65_536);
        const send = (offset: number, text: string): void => {
          dispatchEvent(
            new MessageEvent('message', { data: { ...ref, type: 'output', stream: 'stdout', offset, text } }),
          );
        };
        for (let at = 0; at < 10_000_000; at += piece.length) send(at, piece);
        send(Math.ceil(10_000_000 / piece.length) * piece.length, `\n${'y'.repeat(10_000_000)}\nend\n`);
      },
      { ref },
    );
    await opened.page.locator('.row', { hasText: /^end$/ }).waitFor();
    await untouched(opened);
    expect(await opened.page.locator('.row').count()).toBeLessThan(120);
    await opened.close();
  });
});
