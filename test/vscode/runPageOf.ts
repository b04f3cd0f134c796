// The run page as a person reads it: one pill with the outcome, steps, questions, buttons.
import { expect } from 'vitest';
import type { FrameLocator, Locator, Page } from 'playwright-core';

export interface RunPage {
  readonly frame: FrameLocator;
  /** Where the run stands, in words. */
  readonly state: Locator;
  /** The question that is open. */
  readonly question: Locator;
  button(name: string | RegExp): Locator;
  /** Waits until the run stands where `words` say. */
  untilState(words: string): Promise<void>;
}

/** The page that is in front. It is found anew with each look, so it outlives a reload of the window. */
export function runPageOf(page: Page): RunPage {
  const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  const state = frame.locator('.pill');
  return {
    frame,
    state,
    question: frame.locator('section.question'),
    button: (name) => frame.getByRole('button', { name }),
    untilState: (words) => expect.poll(() => textOf(state)).toContain(words),
  };
}

// A webview that is being replaced has no text for a moment.
async function textOf(locator: Locator): Promise<string> {
  return (await locator.allTextContents()).join(' ');
}
