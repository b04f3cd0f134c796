// What a person wants first: the verdict, what is wrong, what to do next.
import { nothing } from 'lit';
import type { Explanation } from '../../src/runbooks/views/words/explain.ts';
import { explainRun } from '../../src/runbooks/views/words/explain.ts';
import { nextMove } from '../../src/runbooks/views/words/nextMove.ts';
import type { Series } from '../../src/runbooks/views/words/seriesOf.ts';
import { verdictLines } from '../../src/runbooks/views/words/verdictLines.ts';
import type { Context } from '../page/Context.ts';
import { seriesData } from '../plot/plotData.ts';
import { html } from '../ui/html.ts';
import { icon } from '../ui/icon.ts';
import { printed } from '../ui/printed.ts';
import { block, facts } from './bits.ts';
import type { Content } from './bits.ts';

/** More would bury the steps; each is in its step too. */
const mostFailures = 3;

/** The verdict of a triage in one sentence, its evidence, and the runbook that comes next. */
export function verdictCard(context: Context): Content {
  const { view, locale, say, post } = context;
  if (view.verdict === undefined) return nothing;
  const { title, evidence, notExcluded } = verdictLines(view, view.verdict, locale);
  const { next } = view.verdict;
  return html`<section class="card verdict" aria-labelledby="verdict">
    <h2 id="verdict">${say('views.heading.verdict')}</h2>
    <p class="sentence">${title}</p>
    ${
      evidence.length === 0
        ? nothing
        : html`<dl class="evidence">
            ${evidence.map(
              ({ label, text, series }) =>
                html`<div>
                  <dt>${label}</dt>
                  <dd>${series === undefined ? printed(text) : plot(series, text)}</dd>
                </div>`,
            )}
          </dl>`
    }
    ${notExcluded.map((sentence) => html`<p class="note doubt">${icon('warning')}<span>${sentence}</span></p>`)}
    ${
      next === undefined
        ? nothing
        : html`<div class="answers">
            <vscode-button @click=${() => post({ type: 'runNext', name: next })}
              >${say('page.runNext', { name: next })}</vscode-button
            >
          </div>`
    }
  </section>`;
}

// The label tells the same to who can't see it.
function plot(series: Series, text: string): Content {
  return html`<gate-plot .data=${seriesData(series)} role="img" aria-label=${text}></gate-plot>`;
}

/** A card for each of the first things that are not green, once the run goes no further. */
export function failureCards(context: Context): Content {
  const { view, locale, say } = context;
  const failures = explainRun(view, locale);
  if (failures.length === 0 || (view.outcome === undefined && view.rollback === undefined)) return nothing;
  const more = failures.length - mostFailures;
  return html`<section class="part failures" aria-labelledby="failures">
    <h2 id="failures">${say('views.heading.failures')}</h2>
    ${failures.slice(0, mostFailures).map((failure) => failureCard(failure, context))}
    ${more > 0 ? html`<p class="soft">${say('page.failures.more', { count: more })}</p>` : nothing}
  </section>`;
}

/** Why something is not green, in one sentence, then the proof of it. */
export function failureCard(explanation: Explanation, context: Context, heading = true): Content {
  const { title, host, why, because, expected, actual, output } = explanation;
  return html`<div class="card bad">
    ${heading ? html`<h3>${title}${host === title ? nothing : html` <small>${host}</small>`}</h3>` : nothing}
    <p class="why">${why}</p>
    ${because === undefined ? nothing : html`<p>${because}</p>`}
    ${facts(
      [
        ['views.label.expected', expected === undefined ? undefined : html`<code>${expected}</code>`],
        ['views.label.actual', actual === undefined || actual === '' ? undefined : printed(actual)],
      ],
      context,
    )}
    ${output.length === 0 ? nothing : block(context.say('views.label.output'), printed(output.join('\n')))}
  </div>`;
}

/** The next move, with the button that makes it. */
export function nextCard(context: Context): Content {
  const { view, locale, say, live, post } = context;
  if (live) return nothing;
  const { runId, plan } = view;
  const next = view.outcome === undefined ? undefined : nextMove(view, locale);
  const resumable = view.outcome === undefined || view.outcome === 'unknown';
  if (next === undefined && !resumable) return nothing;
  // The verdict's own card has its button.
  if (view.verdict?.next !== undefined && !resumable) return nothing;
  const wouldRun = view.mode === 'plan' && view.outcome === 'succeeded';
  const [label, press] = resumable
    ? ([say('page.resume'), () => post({ type: 'resume', runId })] as const)
    : wouldRun
      ? ([say('page.runPlanned'), () => post({ type: 'runPlanned', runId })] as const)
      : ([say('page.again'), () => post({ type: 'runNext', name: plan?.name ?? '' })] as const);
  const offered = resumable || next?.command !== undefined;
  return html`<section class="card next" aria-labelledby="next">
    <h2 id="next">${say('views.heading.next')}</h2>
    <p>${next?.sentence ?? say('views.mode.unended')}</p>
    ${
      offered
        ? html`<div class="answers">
            <vscode-button appearance=${resumable || wouldRun ? 'primary' : 'secondary'} @click=${press}
              >${label}</vscode-button
            >
          </div>`
        : nothing
    }
  </section>`;
}
