// The hosts of a run by their roles.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { RunView } from '../RunView.ts';

const namedHosts = 4;

/** `node: games-01`, with the hosts beyond a few only counted. */
export function rolesText(view: RunView, locale: Locale): string {
  const roles = Object.entries(view.plan?.roles ?? {});
  return roles
    .map(([role, hosts]) => say(locale, { code: 'views.colon', args: { label: role, text: hostsText(hosts, locale) } }))
    .join(' · ');
}

/** The names of `hosts`, those beyond a few only counted. */
export function hostsText(hosts: readonly string[], locale: Locale): string {
  const items = hosts.slice(0, namedHosts).join(say(locale, { code: 'views.separator' }));
  return hosts.length <= namedHosts
    ? items
    : say(locale, { code: 'views.listed', args: { items, more: hosts.length - namedHosts } });
}
