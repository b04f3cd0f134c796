// What a script printed: live and whole where it ran detached, as it is in the view where it was a probe.
import { nothing } from 'lit';
import type { AttemptView, UndoView } from '../../src/runbooks/views/RunView.ts';
import type { Context } from '../page/Context.ts';
import type { OutputRef } from '../protocol.ts';
import { html } from '../ui/html.ts';
import { printed } from '../ui/printed.ts';
import { block } from './bits.ts';
import type { Content } from './bits.ts';
import { stepOf } from '../../src/runbooks/views/words/stepOf.ts';

/** Up to here a plain block is simpler than rows that come and go. */
const plainLength = 4000;

export function outputBlock(
  ref: OutputRef,
  printedSoFar: Pick<AttemptView | UndoView, 'output' | 'outputCut' | 'script' | 'observation'>,
  context: Context,
): Content {
  const { say, text, view, outputs, held } = context;
  const { output, outputCut, script, observation } = printedSoFar;
  const detached = script !== undefined;
  const whole = !outputCut && (!detached || observation !== undefined);
  if (whole && output === '') return nothing;
  const searching = detached && held === ref.step;
  if (whole && !searching && output.length < plainLength) return block(say('views.label.output'), printed(output));
  const step = stepOf(view, ref.step);
  const label = say('page.output.of', { step: step === undefined ? ref.step : text(step.title), host: ref.host });
  const log = detached ? outputs.open(ref) : outputs.still(ref, output);
  return html`<figure>
    <figcaption>${say('views.label.output')}</figcaption>
    <run-output .log=${log} .locale=${context.locale} .label=${label} .tail=${output}></run-output>
  </figure>`;
}
