// The gates of the runbook itself: one a row, opening to its hosts where it has several.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { ConditionView, GateView } from '../RunView.ts';
import { gateTitle } from '../words/gateTitle.ts';
import { gateTone, worstTone } from '../words/tone.ts';
import { gateItem } from './gateItem.ts';
import { markup, trusted } from './markup.ts';
import type { Markup } from './markup.ts';
import { sign, word } from './signs.ts';

/** One list of them all; nothing where there are none. */
export function conditionItems(conditions: readonly ConditionView[], locale: Locale): readonly Markup[] {
  if (conditions.length === 0) return [];
  return [markup`<ul class="gates panel">${conditions.map((condition) => conditionItem(condition, locale))}</ul>`];
}

function conditionItem(condition: ConditionView, locale: Locale): Markup {
  const { gates } = condition;
  const [only] = gates;
  const title = gateTitle(condition, locale);
  if (only === undefined) {
    const notRun = say(locale, { code: 'views.report.notRun' });
    return markup`<li class="gate"><div class="row">${sign('idle')}<span class="title">${title}</span><small>${notRun}</small></div></li>`;
  }
  if (gates.length === 1) return gateItem(only, locale);
  const tone = worstTone(gates.map(gateTone));
  const passed = gates.filter((gate) => gate.verdict === 'pass').length;
  const sorted = [...gates].sort((one, other) => Number(isGreen(one)) - Number(isGreen(other)));
  return markup`<li class="gate"><details${tone !== 'good' && trusted(' open')}><summary>${sign(tone)}<span class="title">${title}</span><span class="state">${word(tone, `${passed}/${gates.length}`)}</span></summary><ul class="gates">${sorted.map((gate) => gateItem(gate, locale, gate.ref.host))}</ul></details></li>`;
}

function isGreen(gate: GateView): boolean {
  return gate.verdict === 'pass';
}
