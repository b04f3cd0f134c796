// The small words and signs that every part of the report uses.
import { say } from '../../texts/say.ts';
import type { Locale, TextCode } from '../../texts/say.ts';
import type { Tone } from '../words/tone.ts';
import { markup } from './markup.ts';
import type { Markup, MarkupValue } from './markup.ts';

const signs: Readonly<Record<Tone, string>> = {
  good: '✓',
  bad: '✗',
  doubt: '?',
  busy: '…',
  idle: '·',
  calm: '–',
  ahead: '▸',
};

/** A tone as a sign; the word beside it says the same, so it is hidden from screen readers. */
export function sign(tone: Tone): Markup {
  return markup`<span class="sign ${tone}" aria-hidden="true">${signs[tone]}</span>`;
}

/** A tone as a coloured word. */
export function word(tone: Tone, text: string): Markup {
  return markup`<span class="word ${tone}">${text}</span>`;
}

/** A section with its heading; nothing where it has no content. */
export function section(heading: TextCode, locale: Locale, content: readonly Markup[]): Markup {
  if (content.length === 0) return markup``;
  return markup`<section><h2>${say(locale, { code: heading })}</h2>${content}</section>`;
}

/** A list of names and values; rows without a value are left out. */
export function facts(locale: Locale, rows: readonly (readonly [TextCode, MarkupValue])[]): Markup {
  const given = rows.filter(([, value]) => value !== undefined && value !== '');
  if (given.length === 0) return markup``;
  return markup`<dl>${given.map(([label, value]) => markup`<div><dt>${say(locale, { code: label })}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A table with a header row, scrolling by itself where it is too wide. */
export function table(locale: Locale, headings: readonly TextCode[], rows: readonly Markup[]): Markup {
  const head = headings.map((code) => markup`<th scope="col">${say(locale, { code })}</th>`);
  return markup`<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** A block of code or output under a small label. */
export function block(locale: Locale, label: TextCode, content: MarkupValue, note?: string): Markup {
  return markup`<figure><figcaption>${say(locale, { code: label })}${note !== undefined && markup` <small>${note}</small>`}</figcaption><pre tabindex="0">${content}</pre></figure>`;
}
