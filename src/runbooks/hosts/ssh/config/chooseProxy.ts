// Which of ProxyJump and ProxyCommand leads to a host: the one that stands first.
import type { Setting, Settings } from './evaluateConfig.ts';

/** At most one of the two. `none` is no proxy; for a jump it leaves the way to a command, the other way round it does not. */
export function chooseProxy(settings: Settings): { readonly jump?: Setting; readonly command?: Setting } {
  const jump = settings.get('proxyjump')?.[0];
  const command = settings.get('proxycommand')?.[0];
  const keywords = [...settings.keys()];
  const commandFirst = keywords.indexOf('proxycommand') < keywords.indexOf('proxyjump');
  if (command !== undefined && (jump === undefined || commandFirst || isNone(jump)))
    return isNone(command) ? {} : { command };
  return jump === undefined || isNone(jump) ? {} : { jump };
}

function isNone(setting: Setting): boolean {
  return setting.values[0]?.toLowerCase() === 'none';
}
