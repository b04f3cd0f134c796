// Codicons by what they mean.
import type { TemplateResult } from 'lit';
import type { Tone } from '../../src/runbooks/views/words/tone.ts';
import { html } from './html.ts';

/** The codicons whose glyphs are in style/icons.css. */
export type IconName =
  | 'check'
  | 'error'
  | 'warning'
  | 'circle-outline'
  | 'loading'
  | 'dash'
  | 'question'
  | 'play'
  | 'debug-restart'
  | 'debug-stop'
  | 'export'
  | 'go-to-file'
  | 'search'
  | 'arrow-up'
  | 'arrow-down'
  | 'arrow-right'
  | 'chevron-right'
  | 'eye'
  | 'flame'
  | 'fold-down'
  | 'account'
  | 'debug-disconnect';

const byTone: Readonly<Record<Tone, IconName>> = {
  good: 'check',
  bad: 'error',
  doubt: 'question',
  busy: 'loading',
  idle: 'circle-outline',
  calm: 'dash',
  ahead: 'play',
};

/** An icon for the eyes only: the words beside it say the same. */
export function icon(name: IconName): TemplateResult {
  return html`<span class="icon i-${name}" aria-hidden="true"></span>`;
}

/** The icon of a tone, in its colour. Tones differ in shape, not only in colour. */
export function sign(tone: Tone): TemplateResult {
  return html`<span class="icon sign i-${byTone[tone]} ${tone}" aria-hidden="true"></span>`;
}
