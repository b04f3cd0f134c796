// A gate in the report: verdict, what was expected, what was seen, its samples as a drawing.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { GateView } from '../RunView.ts';
import { actualText } from '../words/actualText.ts';
import { verdictText } from '../words/cellText.ts';
import { gateTitle } from '../words/gateTitle.ts';
import { lastLook } from '../words/guardText.ts';
import { localise } from '../../language/localise.ts';
import { spanText } from '../words/spanText.ts';
import { gateTone } from '../words/tone.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';
import { printedText } from './printedText.ts';
import { block, sign, word } from './signs.ts';
import { sparkline } from './sparkline.ts';

export interface GateItemOptions {
  /** Named where a step or condition has several. */
  readonly host?: string;
  /** What stands for its own title. */
  readonly title?: string;
  /** Paragraphs that stand below it. */
  readonly notes?: readonly string[];
}

/** A list item. */
export function gateItem(
  gate: GateView,
  locale: Locale,
  { host, title = gateTitle({ title: gate.title, index: gate.ref.index }, locale), notes = [] }: GateItemOptions = {},
): Markup {
  const tone = gateTone(gate);
  const seen = actualText(gate, locale);
  const printed = [gate.latest?.stdout, gate.latest?.stderr]
    .filter((text) => text !== undefined && text !== '')
    .join('\n');
  return markup`<li class="gate"><div class="row">${sign(tone)}<span class="title">${host !== undefined && markup`<b>${host}</b> `}${title}</span>${sparkline(
    gate,
    locale,
  )}<span class="state">${word(tone, verdictText(gate, locale))} <small>${samplesText(gate, locale)}</small></span></div><div class="below"><p><code>${gate.expected}</code> <small>${windowText(gate, locale)}</small></p>${
    seen !== '' && markup`<p class="seen">${seen}</p>`
  }${gate.greenBefore && markup`<p class="doubt">${say(locale, { code: 'views.gate.provesNothing' })}</p>`}${
    tone !== 'good' && gate.because !== undefined && markup`<p>${localise(gate.because, locale)}</p>`
  }${
    gate.reason !== undefined && tone !== 'good' && markup`<p>${say(locale, gate.reason)}</p>`
  }${tone !== 'good' && printed.includes('\n') && block(locale, 'views.label.output', printedText(printed))}${notes.map((note) => markup`<p>${note}</p>`)}</div></li>`;
}

function samplesText(gate: GateView, locale: Locale): string {
  const count = gate.count < 2 ? [] : [say(locale, { code: 'views.gate.samples', args: { count: gate.count } })];
  if (gate.ref.part === 'guard') return [...count, lastLook(gate, locale) ?? ''].join(' · ');
  const took = gate.closedAt === undefined ? [] : [spanText(gate.closedAt - gate.openedAt, locale)];
  return [...count, ...took].join(' · ');
}

// How long it had, and how long it had to hold.
function windowText(gate: GateView, locale: Locale): string {
  const { within, stableFor } = gate.progress.timing;
  const parts = [
    within === undefined ? '' : say(locale, { code: 'views.gate.within', args: { within: spanText(within, locale) } }),
    stableFor === 0 ? '' : say(locale, { code: 'views.gate.stableFor', args: { stable: spanText(stableFor, locale) } }),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
