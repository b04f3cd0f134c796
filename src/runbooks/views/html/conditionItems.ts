// Gates that belong to no single host: one a row, opening to its hosts where it has several.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { ConditionView, GateView, StepView } from '../RunView.ts';
import { gateTitle } from '../words/gateTitle.ts';
import { hostText } from '../words/hostText.ts';
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

export interface ConditionItemOptions {
  /** The step that it is for. */
  readonly step?: StepView;
  /** What stands for its own title. */
  readonly title?: string;
  /** Whether it is a plan's, which looks at none of them. */
  readonly planned?: boolean;
  /** Paragraphs that stand below it. */
  readonly notes?: readonly string[];
}

/** A list item. */
export function conditionItem(
  condition: ConditionView,
  locale: Locale,
  { step, title = gateTitle(condition, locale), planned = false, notes = [] }: ConditionItemOptions = {},
): Markup {
  const { gates } = condition;
  const [only] = gates;
  const below = notes.map((note) => markup`<p>${note}</p>`);
  if (only === undefined) {
    const notRun = planned ? '' : say(locale, { code: 'views.report.notRun' });
    return markup`<li class="gate"><div class="row">${sign('idle')}<span class="title">${title}</span><small>${notRun}</small></div><div class="below"><p><code>${condition.expected}</code></p>${below}</div></li>`;
  }
  if (gates.length === 1) {
    const host = step === undefined ? {} : { host: hostText(only, locale, step) };
    return gateItem(only, locale, { ...host, title, notes });
  }
  const tone = worstTone(gates.map(gateTone));
  const passed = gates.filter((gate) => gate.verdict === 'pass').length;
  const sorted = [...gates].sort((one, other) => Number(isGreen(one)) - Number(isGreen(other)));
  return markup`<li class="gate"><details${tone !== 'good' && trusted(' open')}><summary>${sign(tone)}<span class="title">${title}</span><span class="state">${word(tone, `${passed}/${gates.length}`)}</span></summary>${below}<ul class="gates">${sorted.map((gate) => gateItem(gate, locale, { host: hostText(gate, locale, step) }))}</ul></details></li>`;
}

function isGreen(gate: GateView): boolean {
  return gate.verdict === 'pass';
}
