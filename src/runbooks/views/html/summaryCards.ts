// What a reader wants first: the verdict, what is wrong, what to do next.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { RunView } from '../RunView.ts';
import type { Explanation } from '../words/explain.ts';
import { nextMove } from '../words/nextMove.ts';
import { verdictLines } from '../words/verdictLines.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';
import { printedText } from './printedText.ts';
import { seriesChart } from './seriesChart.ts';
import { block, facts } from './signs.ts';

/** More of them would bury the first; each is in its step too. */
const shownFailures = 20;

/** The verdict of a triage with its evidence; nothing for other runs. */
export function verdictCard(view: RunView, locale: Locale): Markup {
  if (view.verdict === undefined) return markup``;
  const { title, evidence, notExcluded } = verdictLines(view, view.verdict, locale);
  return markup`<section class="card verdict" aria-labelledby="verdict"><h2 id="verdict">${say(locale, { code: 'views.heading.verdict' })}</h2><p class="title">${title}</p>${
    evidence.length > 0 &&
    markup`<dl class="evidence">${evidence.map(({ label, text, series }) => markup`<div><dt>${label}</dt><dd>${series === undefined ? text : seriesChart(series, text, locale)}</dd></div>`)}</dl>`
  }${notExcluded.map((text) => markup`<p class="doubt">${text}</p>`)}</section>`;
}

/** A card for each thing that is not green. */
export function failureCards(explanations: readonly Explanation[], locale: Locale): readonly Markup[] {
  const cards = explanations.slice(0, shownFailures).map((explanation) => {
    const { title, host, why, because, expected, actual, output } = explanation;
    return markup`<article class="card bad"><h3>${title}${host !== title && markup` <small>${host}</small>`}</h3><p class="why">${why}</p>${
      because !== undefined && markup`<p>${because}</p>`
    }<div class="facts">${facts(locale, [
      ['views.label.expected', expected === undefined ? undefined : markup`<code>${expected}</code>`],
      ['views.label.actual', actual],
    ])}</div>${output.length > 0 && block(locale, 'views.label.output', printedText(output.join('\n')))}</article>`;
  });
  const more = explanations.length - shownFailures;
  return more > 0
    ? [...cards, markup`<p>${say(locale, { code: 'views.lines.more', args: { count: more } })}</p>`]
    : cards;
}

/** The next move with its command; nothing where there is none. */
export function nextCard(view: RunView, locale: Locale): Markup {
  const next = view.outcome === undefined ? undefined : nextMove(view, locale);
  if (next === undefined) return markup``;
  return markup`<section class="card next" aria-labelledby="next"><h2 id="next">${say(locale, { code: 'views.heading.next' })}</h2><p>${next.sentence}</p>${
    next.command !== undefined && markup`<pre tabindex="0"><code>${next.command}</code></pre>`
  }</section>`;
}
