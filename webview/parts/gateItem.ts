// A gate: what it expects, what it saw, its samples, and how long it still has to hold.
import { nothing } from 'lit';
import type { GateView } from '../../src/runbooks/views/RunView.ts';
import { actualText } from '../../src/runbooks/views/words/actualText.ts';
import { verdictText } from '../../src/runbooks/views/words/cellText.ts';
import { gateTitle } from '../../src/runbooks/views/words/gateTitle.ts';
import { lastLook } from '../../src/runbooks/views/words/guardText.ts';
import { spanText } from '../../src/runbooks/views/words/spanText.ts';
import { gateTone } from '../../src/runbooks/views/words/tone.ts';
import { whyGate } from '../../src/runbooks/views/words/explain.ts';
import type { Context } from '../page/Context.ts';
import { ticking } from '../page/ticking.ts';
import { plotData } from '../plot/plotData.ts';
import { html } from '../ui/html.ts';
import { icon, sign } from '../ui/icon.ts';
import { printed } from '../ui/printed.ts';
import { block } from './bits.ts';
import type { Content } from './bits.ts';
import { sampleMarks, samplesText } from './sampleMarks.ts';
import { stableBar } from './stableBar.ts';

export interface GateItemOptions {
  /** Named where there are several. */
  readonly host?: string;
  /** What stands for its own title. */
  readonly title?: string;
  /** Paragraphs that stand below what it saw. */
  readonly notes?: Content;
  /** Whether the sentence on why it is not green stands above it already. */
  readonly explained?: boolean;
}

/** A list item. */
export function gateItem(
  gate: GateView,
  context: Context,
  {
    host,
    title = gateTitle({ title: gate.title, index: gate.ref.index }, context.locale),
    notes = nothing,
    explained = false,
  }: GateItemOptions = {},
): Content {
  const { locale, say, text } = context;
  const tone = gateTone(gate);
  const seen = actualText(gate, locale);
  const data = plotData(gate);
  const wrong = tone === 'bad' || tone === 'doubt';
  const open = gate.closedAt === undefined && context.live;
  return html`<li class="gate ${tone}">
    <div class="gate-head">
      ${sign(tone)}<span class="title">${host === undefined ? nothing : html`<b>${host}</b> `}${title}</span>
      <span class="state">${verdictText(gate, locale)}<small>${timing(gate, context)}</small></span>
    </div>
    <div class="gate-body">
      <dl class="pair">
        <div>
          <dt>${say('page.gate.expects')}</dt>
          <dd><code>${gate.expected}</code></dd>
        </div>
        ${
          seen === ''
            ? nothing
            : html`<div>
                <dt>${say('page.gate.saw')}</dt>
                <dd class="seen">${printed(seen)}</dd>
              </div>`
        }
      </dl>
      ${
        gate.greenBefore
          ? html`<p class="note doubt">${icon('warning')}<span>${say('views.gate.provesNothing')}</span></p>`
          : nothing
      }
      ${wrong && !explained ? html`<p class="why">${whyGate(gate, locale)}</p>` : nothing} ${notes}
      ${tone !== 'good' && gate.because !== undefined ? html`<p>${text(gate.because)}</p>` : nothing}
      ${open ? stableBar(gate, context) : nothing}
      ${
        data !== undefined
          ? html`<gate-plot .data=${data} role="img" aria-label=${samplesText(gate, context)}></gate-plot>`
          : gate.samples.length > 1
            ? sampleMarks(gate, context)
            : nothing
      }
      ${wrong ? printedBlock(gate, context) : nothing}
    </div>
  </li>`;
}

function printedBlock(gate: GateView, { say }: Context): Content {
  const text = [gate.latest?.stdout, gate.latest?.stderr]
    .filter((part) => part !== undefined && part !== '')
    .join('\n');
  return text.includes('\n') ? block(say('views.label.output'), printed(text.slice(-8000))) : nothing;
}

// `12 samples · 24 s`; while it is open, when the next look is.
function timing(gate: GateView, context: Context): Content {
  const { say, locale, live } = context;
  const count = gate.count < 2 ? '' : say('views.gate.samples', { count: gate.count });
  if (gate.ref.part === 'guard' && (gate.closedAt !== undefined || !live)) {
    return [count, lastLook(gate, locale) ?? ''].filter((part) => part !== '').join(' · ');
  }
  if (gate.closedAt !== undefined) {
    const took = gate.closedAt - gate.openedAt;
    return [count, took < 1000 ? '' : spanText(took, locale)].filter((part) => part !== '').join(' · ');
  }
  if (!live || gate.samples.length === 0) return count;
  const { due } = gate.progress;
  const next = (): string => {
    const span = Math.max(0, Math.round((due - context.now()) / 1000) * 1000);
    return span === 0 ? '' : say('page.gate.next', { span: spanText(span, locale) });
  };
  return html`${count} ${ticking(next)}`;
}
