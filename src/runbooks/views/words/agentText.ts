// That an agent asks the person before it signs: nothing goes on until they touch the key or answer.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { RunView } from '../RunView.ts';

/** A sentence for each key that an agent asks about at present, with the hosts that wait for it. */
export function agentText(view: RunView, locale: Locale): readonly string[] {
  if (view.outcome !== undefined) return [];
  const waiting = new Map<string, readonly string[]>();
  for (const { agent: key, name } of view.hosts)
    if (key !== undefined) waiting.set(key, [...(waiting.get(key) ?? []), name]);
  return [...waiting].map(([key, names]) => {
    const host = names.join(say(locale, { code: 'views.separator' }));
    return say(locale, { code: 'views.event.agentAsked', args: { key, host } });
  });
}
