// The samples of a gate that measures nothing: a mark each, which differ in shape as well as in colour.
import type { TemplateResult } from 'lit';
import type { GateView, SampleView } from '../../src/runbooks/views/RunView.ts';
import { verdictTone } from '../../src/runbooks/views/words/tone.ts';
import type { Context } from '../page/Context.ts';
import { html } from '../ui/html.ts';

const mostMarks = 48;

/** A row of marks with what it says in words. */
export function sampleMarks(gate: GateView, context: Context): TemplateResult {
  const words = samplesText(gate, context);
  return html`<div class="marks" role="img" aria-label=${words} title=${words}>
    ${someOf(gate.samples).map(({ verdict }) => html`<span class="mark ${verdictTone(verdict)}"></span>`)}
  </div>`;
}

/** The samples in words, with the threshold where there is one. */
export function samplesText(gate: GateView, { say }: Context): string {
  const of = (verdict: string): number => gate.samples.filter((sample) => sample.verdict === verdict).length;
  const thinned = gate.count - gate.samples.length;
  const text = say('views.gate.spark', {
    count: gate.count,
    passed: of('pass') + thinned,
    failed: of('fail'),
    inconclusive: of('inconclusive'),
  });
  if (gate.threshold === undefined) return text;
  const { op, number } = gate.threshold;
  return `${text} · ${say('views.gate.threshold', { op, number })}`;
}

// The last ones, and of those before them each where the verdict turned.
function someOf(samples: readonly SampleView[]): readonly SampleView[] {
  const recent = samples.length - mostMarks / 2;
  return samples
    .filter((sample, index) => index >= recent || sample.verdict !== samples[index - 1]?.verdict)
    .slice(-mostMarks);
}
