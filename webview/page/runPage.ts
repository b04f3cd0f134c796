// The whole page, in the order in which a person needs it.
import { nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { localise } from '../../src/runbooks/language/localise.ts';
import type { GateView } from '../../src/runbooks/views/RunView.ts';
import { guardTitle } from '../../src/runbooks/views/words/guardText.ts';
import { comparisonTable } from '../parts/comparisonTable.ts';
import { conditionList } from '../parts/conditionList.ts';
import { markdown } from '../parts/bits.ts';
import type { Content } from '../parts/bits.ts';
import { guardList } from '../parts/guardList.ts';
import { questionCards } from '../parts/questionCard.ts';
import { runDetails } from '../parts/runDetails.ts';
import { runHeader } from '../parts/runHeader.ts';
import { stepList } from '../parts/stepList.ts';
import { failureCards, nextCard, verdictCard } from '../parts/summaryCards.ts';
import { undoList } from '../parts/undoList.ts';
import { html } from '../ui/html.ts';
import { icon } from '../ui/icon.ts';
import type { Context } from './Context.ts';

/** What screen readers are told: calmly, and at once. */
export interface Said {
  readonly polite: string;
  readonly assertive: string;
}

export function runPage(context: Context, said: Said): TemplateResult {
  const { view, say } = context;
  return html`<div class="page">
    ${runHeader(context)}
    <div class="sides ${hasAbout(context) ? 'with-about' : ''}">
      <main>
        ${questionCards(undefined, context)} ${guardNotes(context)} ${verdictCard(context)} ${failureCards(context)}
        ${nextCard(context)} ${conditionList('views.heading.preconditions', view.preconditions, context)}
        ${stepList(context)} ${undoList(context)}
        ${conditionList('views.heading.postconditions', view.postconditions, context)} ${guardList(context)}
        ${comparisonTable(context)} ${runDetails(context)}
        ${view.steps.length === 0 ? html`<p class="empty">${say('page.empty')}</p>` : nothing}
      </main>
      ${about(context)}
    </div>
    <div class="unseen" role="status" aria-live="polite">${said.polite}</div>
    <div class="unseen" role="alert" aria-live="assertive">${said.assertive}</div>
  </div>`;
}

/** Before the host has said anything of a run. */
export function emptyPage(text: string): TemplateResult {
  return html`<main class="page"><h1 class="empty">${text}</h1></main>`;
}

function hasAbout({ view, locale }: Context): boolean {
  const description = view.plan?.runbook.description;
  return description !== undefined && localise(description, locale).trim() !== '';
}

function about(context: Context): Content {
  const description = context.view.plan?.runbook.description;
  if (description === undefined || !hasAbout(context)) return nothing;
  return html`<aside aria-labelledby="about">
    <h2 id="about">${context.say('views.heading.about')}</h2>
    ${markdown(description, context)}
  </aside>`;
}

// Until the run asks about it or ends, which may be long after where a change is under way.
function guardNotes({ view, say, locale, questions }: Context): Content {
  const isAsked = questions.some((one) => one.kind === 'decision' && one.decision.about.gate?.part === 'guard');
  if (isAsked || view.outcome !== undefined) return nothing;
  return view.guards
    .filter(({ failures }) => failures.length > 0)
    .flatMap((guard) => guard.gates.filter(isRed).map(({ ref }) => ({ guard, host: ref.host })))
    .map(
      ({ guard, host }) =>
        html`<p class="note bad">
          ${icon('warning')}<span>${say('page.guardFailed', { title: guardTitle(guard, view, locale), host })}</span>
        </p>`,
    );
}

function isRed({ verdict }: GateView): boolean {
  return verdict === 'fail' || verdict === 'inconclusive';
}
