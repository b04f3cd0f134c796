// The steps as an ordered list: one row each, which unfolds where something happens or is wrong.
import { nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { StepView } from '../../src/runbooks/views/RunView.ts';
import { cellText } from '../../src/runbooks/views/words/cellText.ts';
import { spanText } from '../../src/runbooks/views/words/spanText.ts';
import { cellTone, worstTone } from '../../src/runbooks/views/words/tone.ts';
import type { Tone } from '../../src/runbooks/views/words/tone.ts';
import type { Context } from '../page/Context.ts';
import { ticking } from '../page/ticking.ts';
import { html } from '../ui/html.ts';
import { icon, sign } from '../ui/icon.ts';
import { clockText } from '../words/clockText.ts';
import type { Content } from './bits.ts';
import { columnHeads, countsText, hasColumns, hostCells } from './hostColumns.ts';
import { stepBody } from './stepBody.ts';
import { stepKeys } from './stepKeys.ts';

export function stepList(context: Context): Content {
  const { view, say, saved, select } = context;
  if (view.steps.length === 0) return nothing;
  const rows = view.steps.map((step, index) => ({ step, number: index + 1, tone: stepTone(step) }));
  const seen = saved.onlyOpen ? rows.filter((row) => !isQuiet(row.tone)) : rows;
  const hidden = rows.length - seen.length;
  const current = seen.some(({ step }) => step.id === saved.step) ? saved.step : seen[0]?.step.id;
  return html`<section class="part" aria-labelledby="steps">
    <div class="part-head">
      <h2 id="steps">${say('views.heading.steps')}</h2>
      <button
        type="button"
        class="plain only"
        aria-pressed=${saved.onlyOpen ? 'true' : 'false'}
        title=${say('page.steps.onlyHint')}
        @click=${() => select({ onlyOpen: !saved.onlyOpen })}
      >
        ${say('page.steps.only')}
      </button>
    </div>
    <div class="panel steps-panel">
      ${columnHeads(context)}
      <ol class="steps" title=${say('page.steps.keys')} @keydown=${stepKeys(context)}>
        ${repeat(
          seen,
          ({ step }) => step.id,
          ({ step, number, tone }) => stepRow(step, { number, tone, current: step.id === current }, context),
        )}
      </ol>
    </div>
    ${hidden > 0 ? html`<p class="soft">${say('page.steps.hidden', { count: hidden })}</p>` : nothing}
  </section>`;
}

/** How a step stands on all its hosts together. */
export function stepTone(step: StepView): Tone {
  return worstTone(step.cells.map(cellTone));
}

/** Whether a step is unfolded: as the person left it, else where something happens or is wrong. */
export function isUnfolded(step: StepView, tone: Tone, context: Context): boolean {
  const chosen = context.saved.unfolded[step.id];
  if (chosen !== undefined) return chosen;
  if (context.held === step.id || context.questions.some((question) => question.step === step.id)) return true;
  if (tone === 'bad' || tone === 'doubt') return true;
  if (tone === 'ahead') return step.cells.some(({ diff }) => diff !== undefined && diff !== '');
  // Reads come and go in a blink; what changes something is worth watching.
  return (
    tone === 'busy' && step.effect !== 'read' && context.live && step.cells.some((cell) => cellTone(cell) === 'busy')
  );
}

function isQuiet(tone: Tone): boolean {
  return tone === 'good' || tone === 'calm';
}

function stepRow(
  step: StepView,
  { number, tone, current }: { readonly number: number; readonly tone: Tone; readonly current: boolean },
  context: Context,
): Content {
  const { text, saved, select } = context;
  const unfolded = isUnfolded(step, tone, context);
  const onHost = (event: Event): void => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-host]') : null;
    const host = cell?.dataset['host'];
    const hosts = host === undefined ? saved.hosts : { ...saved.hosts, [step.id]: host };
    select({ step: step.id, hosts, unfolded: { ...saved.unfolded, [step.id]: host === undefined ? !unfolded : true } });
  };
  return html`<li class="step ${tone} ${unfolded ? 'unfolded' : ''} depth-${Math.min(step.depth, 4)}">
    <h3>
      <button
        type="button"
        class="step-head"
        data-step=${step.id}
        tabindex=${current ? '0' : '-1'}
        aria-expanded=${unfolded ? 'true' : 'false'}
        @click=${onHost}
      >
        ${sign(tone)}<span class="number">${number}</span>
        <span class="title">${text(step.title)}</span>
        ${effect(step, context)}
        <span class="state">${state(step, context)}</span>
        ${hostCells(step, context)}
        <span class="fold-sign">${icon('chevron-right')}</span>
      </button>
    </h3>
    ${unfolded ? html`<div class="step-body">${stepBody(step, context)}</div>` : nothing}
  </li>`;
}

function effect(step: StepView, { say }: Context): Content {
  // What only reads needs no warning.
  if (step.effect === undefined || step.effect === 'read') return nothing;
  return html`<span class="effect ${step.effect}">${say(`views.effect.${step.effect}`)}</span>`;
}

function state(step: StepView, context: Context): Content {
  const { view, locale, live, now } = context;
  const [only] = step.cells;
  if (only === undefined || step.cells.length > 1) {
    const counts = countsText(step.cells, context);
    return hasColumns(context) ? html`<span class="counts">${counts}</span>` : counts;
  }
  const { startedAt, endedAt } = only;
  const busy = live && cellTone(only) === 'busy' && startedAt !== undefined;
  const took = busy
    ? ticking(() => clockText(now() - startedAt, locale))
    : startedAt === undefined || endedAt === undefined
      ? nothing
      : spanText(endedAt - startedAt, locale);
  return html`${cellText(only, view, locale)}<small>${took}</small>`;
}
