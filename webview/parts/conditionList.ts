// The gates of the runbook itself: folded to one line when all are green, open where one is not.
import { nothing } from 'lit';
import type { ConditionView, GateView } from '../../src/runbooks/views/RunView.ts';
import type { TextCode } from '../../src/runbooks/texts/say.ts';
import { gateTitle } from '../../src/runbooks/views/words/gateTitle.ts';
import { gateTone, worstTone } from '../../src/runbooks/views/words/tone.ts';
import type { Context } from '../page/Context.ts';
import { html } from '../ui/html.ts';
import { sign } from '../ui/icon.ts';
import type { Content } from './bits.ts';
import { gateItem } from './gateItem.ts';

/** Of a condition on many hosts, so many are drawn, those that are not green first. */
const mostGates = 24;

/** The section of all `conditions`; nothing where there are none. */
export function conditionList(heading: TextCode, conditions: readonly ConditionView[], context: Context): Content {
  if (conditions.length === 0) return nothing;
  const { say, view } = context;
  const tones = conditions.map(conditionTone);
  const passed = tones.filter((tone) => tone === 'good').length;
  const tone = worstTone(tones);
  const notYet = tones.every((one) => one === 'idle');
  const summary = notYet
    ? say(view.outcome === undefined ? 'views.state.waiting' : 'views.state.notReached')
    : say('page.conditions.passed', { passed, count: conditions.length });
  return html`<details class="conditions panel" ?open=${tone === 'bad' || tone === 'doubt'}>
    <summary>
      ${sign(tone)}
      <h2 class="title">${say(heading)}</h2>
      <span class="state">${summary}</span>
    </summary>
    <ul class="gates">
      ${conditions.map((condition) => conditionItem(condition, context))}
    </ul>
  </details>`;
}

function conditionTone({ gates }: ConditionView): ReturnType<typeof gateTone> {
  return gates.length === 0 ? 'idle' : worstTone(gates.map(gateTone));
}

function conditionItem(condition: ConditionView, context: Context): Content {
  const { gates } = condition;
  const [only] = gates;
  const title = gateTitle(condition, context.locale);
  if (only === undefined) {
    return html`<li class="gate idle">
      <div class="gate-head">${sign('idle')}<span class="title">${title}</span></div>
    </li>`;
  }
  if (gates.length === 1) return gateItem(only, context);
  const passed = gates.filter(isGreen).length;
  const sorted = [...gates].sort((one, other) => Number(isGreen(one)) - Number(isGreen(other))).slice(0, mostGates);
  const tone = conditionTone(condition);
  return html`<li class="gate">
    <details ?open=${passed < gates.length}>
      <summary>
        ${sign(tone)}<span class="title">${title}</span
        ><span class="state">${context.say('page.conditions.passed', { passed, count: gates.length })}</span>
      </summary>
      <ul class="gates">
        ${sorted.map((gate) => gateItem(gate, context, { host: gate.ref.host }))}
      </ul>
      ${
        gates.length > sorted.length
          ? html`<p class="soft">${context.say('views.lines.more', { count: gates.length - sorted.length })}</p>`
          : nothing
      }
    </details>
  </li>`;
}

function isGreen(gate: GateView): boolean {
  return gate.verdict === 'pass';
}
