// A million lines of output: the page stays smooth, searchable, and at the end or where the person left it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPages } from './harness/openPage.ts';
import type { Pages } from './harness/openPage.ts';
import { viewOf } from './harness/views.ts';

const lines = 1_000_000;
// Generous, for machines that do other things at the same time; alone the longest is about 50 ms. Drawing all rows takes seconds.
const longestFrameAllowed = 1500;
const usualFrameAllowed = 100;

describe('a flood of output', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(async () => {
    await pages.close();
  });

  it(`draws ${lines.toString()} lines without a long frame, and finds one of them`, async () => {
    const opened = await pages.open();
    const { page } = opened;
    await opened.show(viewOf('waiting', 'stepStarted'));
    const ref = (await opened.posted('wantOutput'))[0]!;
    const frames = await page.evaluate(
      async ({ ref, lines }) => {
        const frames: number[] = [];
        let last = performance.now();
        let going = true;
        const frame = (now: number): void => {
          frames.push(now - last);
          last = now;
          if (going) requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
        const piece = 1000;
        let offset = 0;
        for (let from = 0; from < lines; from += piece) {
          const text = Array.from(
            { length: piece },
            (_, index) =>
              `\u001b[3${String(index % 8)}mline ${String(from + index)}\u001b[0m of the flood, as a build would print it\n`,
          ).join('');
          dispatchEvent(
            new MessageEvent('message', { data: { ...ref, type: 'output', stream: 'stdout', offset, text } }),
          );
          offset += text.length;
          // As messages from the host come: each a task of its own.
          await new Promise((resolve) => setTimeout(resolve));
        }
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        going = false;
        return frames.sort((one, other) => one - other);
      },
      { ref, lines },
    );
    const longest = frames.at(-1) ?? Infinity;
    console.log(`Longest frame under ${String(lines)} lines: ${longest.toFixed(0)} ms`);
    expect(longest).toBeLessThan(longestFrameAllowed);
    expect(frames[Math.floor(frames.length / 2)]).toBeLessThan(usualFrameAllowed);
    await page.getByText('1,000,000 lines').waitFor();
    // Follow mode: the last line is in sight, and only what is in sight exists.
    await page.locator('.row', { hasText: `line ${String(lines - 1)} of` }).waitFor();
    expect(await page.locator('.row').count()).toBeLessThan(120);

    await page.getByRole('searchbox', { name: 'Search the output' }).fill('line 654321 of');
    await page.getByText('1 hits').waitFor();
    await page.keyboard.press('Enter');
    // The hit begins in a colour and ends after it.
    await page.locator('.row.here mark', { hasText: 'line 654321' }).waitFor();
    expect((await page.locator('.row.here mark').allTextContents()).join('')).toBe('line 654321 of');
    expect(await page.locator('.follow').getAttribute('aria-pressed')).toBe('false');

    await page.locator('.output-area').evaluate((area) => area.scrollTo(0, 0));
    await page.locator('.row', { hasText: /line 0 of/ }).waitFor();
    await page.locator('.follow').click();
    await page.locator('.row', { hasText: `line ${String(lines - 1)} of` }).waitFor();
    await opened.close();
  });
});
