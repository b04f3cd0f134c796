// The guards in the report: how each stands, what it did, and in a plan what it would do.
import type { Locale } from '../../texts/say.ts';
import type { RunView } from '../RunView.ts';
import { guardDeeds, guardRule, guardTitle } from '../words/guardText.ts';
import { conditionItem } from './conditionItems.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';

/** One list of them all; nothing where there are none. */
export function guardItems(view: RunView, locale: Locale): readonly Markup[] {
  if (view.guards.length === 0) return [];
  const items = view.guards.map((guard) =>
    conditionItem(guard, locale, {
      title: guardTitle(guard, view, locale),
      planned: view.mode === 'plan',
      notes: [guardRule(guard, locale), ...guardDeeds(guard, view, locale)],
    }),
  );
  return [markup`<ul class="gates panel">${items}</ul>`];
}
