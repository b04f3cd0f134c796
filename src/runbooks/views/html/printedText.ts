// What a host printed, in its colours.
import { visibleRuns } from '../visible.ts';
import type { Style } from '../visible.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';

/** The text as spans with classes `b d i u f0…f15 g0…g15`; a style sheet gives them their looks. */
export function printedText(text: string): Markup {
  const spans = visibleRuns(text).map((run) => {
    const classes = classesOf(run.style);
    return classes === '' ? markup`${run.text}` : markup`<span class="${classes}">${run.text}</span>`;
  });
  return markup`${spans}`;
}

function classesOf(style: Style): string {
  const { bold, dim, italic, underline, fg, bg } = style;
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
