// What is watched during the whole run: how each guard stands, what it did, and what it would do.
import type { GuardView } from '../../src/runbooks/views/RunView.ts';
import { guardDeeds, guardRule, guardTitle } from '../../src/runbooks/views/words/guardText.ts';
import type { Context } from '../page/Context.ts';
import { html } from '../ui/html.ts';
import { icon } from '../ui/icon.ts';
import type { Content } from './bits.ts';
import { conditionList } from './conditionList.ts';

/** The section; nothing where there are no guards. */
export function guardList(context: Context): Content {
  const { view, locale } = context;
  return conditionList('views.heading.guards', view.guards, context, (guard) => ({
    title: guardTitle(guard, view, locale),
    notes: notes(guard, context),
  }));
}

function notes(guard: GuardView, { view, locale }: Context): Content {
  return html`<p class="soft">${guardRule(guard, locale)}</p>
    ${guardDeeds(guard, view, locale).map((deed) => html`<p class="note bad">${icon('warning')}<span>${deed}</span></p>`)}`;
}
