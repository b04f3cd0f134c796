// Gates that belong to no single host: folded to one line when all are green, open where one is not.
import { nothing } from 'lit';
import type { ConditionView, GateView, StepView } from '../../src/runbooks/views/RunView.ts';
import type { TextCode } from '../../src/runbooks/texts/say.ts';
import { gateTitle } from '../../src/runbooks/views/words/gateTitle.ts';
import { hostText } from '../../src/runbooks/views/words/hostText.ts';
import { gateTone, worstTone } from '../../src/runbooks/views/words/tone.ts';
import type { Context } from '../page/Context.ts';
import { html } from '../ui/html.ts';
import { sign } from '../ui/icon.ts';
import type { Content } from './bits.ts';
import { gateItem } from './gateItem.ts';

/** Of a condition on many hosts, so many are drawn, those that are not green first. */
const mostGates = 24;

/** The section of all `conditions`; nothing where there are none. `options` tells how each is drawn. */
export function conditionList<T extends ConditionView>(
  heading: TextCode,
  conditions: readonly T[],
  context: Context,
  options: (condition: T) => ConditionItemOptions = () => ({}),
): Content {
  if (conditions.length === 0) return nothing;
  const { say, view } = context;
  const tones = conditions.map(conditionTone);
  const passed = tones.filter((tone) => tone === 'good').length;
  // What a run that is over never came to is no work under way.
  const tone = worstTone(view.outcome === undefined ? tones : tones.filter((one) => one !== 'idle'));
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
      ${conditions.map((condition) => conditionItem(condition, context, options(condition)))}
    </ul>
  </details>`;
}

function conditionTone({ gates }: ConditionView): ReturnType<typeof gateTone> {
  return gates.length === 0 ? 'idle' : worstTone(gates.map(gateTone));
}

export interface ConditionItemOptions {
  /** The step that it is for. */
  readonly step?: StepView;
  /** What stands for its own title. */
  readonly title?: string;
  /** Paragraphs that stand below it. */
  readonly notes?: Content;
}

/** A list item. */
export function conditionItem(
  condition: ConditionView,
  context: Context,
  { step, title = gateTitle(condition, context.locale), notes = nothing }: ConditionItemOptions = {},
): Content {
  const { gates } = condition;
  const { locale, say } = context;
  const [only] = gates;
  if (only === undefined) {
    return html`<li class="gate idle">
      <div class="gate-head">${sign('idle')}<span class="title">${title}</span></div>
      <div class="gate-body">
        <dl class="pair">
          <div>
            <dt>${say('page.gate.expects')}</dt>
            <dd><code>${condition.expected}</code></dd>
          </div>
        </dl>
        ${notes}
      </div>
    </li>`;
  }
  if (gates.length === 1) {
    const host = step === undefined ? {} : { host: hostText(only, locale, step) };
    return gateItem(only, context, { ...host, title, notes });
  }
  const passed = gates.filter(isGreen).length;
  const sorted = [...gates].sort((one, other) => Number(isGreen(one)) - Number(isGreen(other))).slice(0, mostGates);
  const tone = conditionTone(condition);
  return html`<li class="gate">
    <details ?open=${passed < gates.length}>
      <summary>
        ${sign(tone)}<span class="title">${title}</span
        ><span class="state">${say('page.conditions.passed', { passed, count: gates.length })}</span>
      </summary>
      ${notes}
      <ul class="gates">
        ${sorted.map((gate) => gateItem(gate, context, { host: hostText(gate, locale, step) }))}
      </ul>
      ${
        gates.length > sorted.length
          ? html`<p class="soft">${say('views.lines.more', { count: gates.length - sorted.length })}</p>`
          : nothing
      }
    </details>
  </li>`;
}

function isGreen(gate: GateView): boolean {
  return gate.verdict === 'pass';
}
