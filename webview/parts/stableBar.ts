// The countdown of an open gate: how long it has been green of how long it must be, or how long it still may be red.
import { nothing } from 'lit';
import type { GateView } from '../../src/runbooks/views/RunView.ts';
import { spanText } from '../../src/runbooks/views/words/spanText.ts';
import type { Context } from '../page/Context.ts';
import { ticking } from '../page/ticking.ts';
import { html } from '../ui/html.ts';
import { clockText } from '../words/clockText.ts';
import type { Content } from './bits.ts';

/** A bar that fills, and the same in words. */
export function stableBar(gate: GateView, context: Context): Content {
  const { say, locale, now } = context;
  const { timing, windowSince, spent, lastEndedAt } = gate.progress;
  if (windowSince !== undefined && timing.stableFor > 0) {
    const green = (): number => Math.min(timing.stableFor, Math.max(0, now() - windowSince));
    const words = (): string =>
      say('page.gate.stable', {
        green: clockText(green(), locale),
        stable: spanText(timing.stableFor, locale),
        left: clockText(timing.stableFor - green(), locale),
      });
    const label = say('views.gate.stableFor', { stable: spanText(timing.stableFor, locale) });
    return html`<div class="stable">
      <progress max=${timing.stableFor} .value=${ticking(() => String(green()))} aria-label=${label}></progress>
      <span>${ticking(words)}</span>
    </div>`;
  }
  if (timing.within === undefined) return nothing;
  const within = timing.within;
  const left = (): string => {
    const since = lastEndedAt === undefined ? 0 : now() - lastEndedAt;
    return say('page.gate.left', { span: clockText(within - spent - since, locale) });
  };
  const allowed = say('views.gate.within', { within: spanText(within, locale) });
  return html`<p class="soft">${allowed} · ${ticking(left)}</p>`;
}
