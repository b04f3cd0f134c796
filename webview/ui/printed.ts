// What a host printed, in its colours.
import type { TemplateResult } from 'lit';
import { visibleRuns } from '../../src/runbooks/views/visible.ts';
import type { Style } from '../../src/runbooks/views/visible.ts';
import { html } from './html.ts';

/** The text as spans with classes `b d i u f0…f15 g0…g15`. */
export function printed(text: string): readonly (TemplateResult | string)[] {
  return visibleRuns(text).map((run) => {
    const classes = styleClasses(run.style);
    return classes === '' ? run.text : html`<span class=${classes}>${run.text}</span>`;
  });
}

/** The classes of a style; empty for plain text. */
export function styleClasses({ bold, dim, italic, underline, fg, bg }: Style): string {
  return [
    bold && 'b',
    dim && 'd',
    italic && 'i',
    underline && 'u',
    fg !== undefined && `f${fg}`,
    bg !== undefined && `g${bg}`,
  ]
    .filter((name) => typeof name === 'string')
    .join(' ');
}
