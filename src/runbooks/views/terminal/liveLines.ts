// The last lines of a run under way: what it is doing, which hosts are missing, what is awaited.
import { say } from '../../texts/say.ts';
import type { HostView, RunView } from '../RunView.ts';
import { agentText } from '../words/agentText.ts';
import { leaseStateText } from '../words/leaseStateText.ts';
import { isAgentAsking, isAsking, modeText } from '../words/modeText.ts';
import { nextMove } from '../words/nextMove.ts';
import { spanText } from '../words/spanText.ts';
import { spread, toneSign, toneStyles, words, wrapWords } from './Line.ts';
import type { Line } from './Line.ts';
import type { TerminalOptions } from './TerminalOptions.ts';

const namedHosts = 5;

export function liveLines(view: RunView, options: TerminalOptions): readonly Line[] {
  const { locale, width, now } = options;
  const asking = isAsking(view) || isAgentAsking(view);
  const tone = asking ? 'doubt' : view.rollback === undefined && view.cancel === undefined ? 'busy' : 'bad';
  const next = nextMove(view, locale);
  return [
    [],
    ...view.hosts
      .filter((host) => trouble(host, options) !== undefined)
      .slice(0, namedHosts)
      .flatMap((host) => wrapWords(`! ${trouble(host, options) ?? ''}`, width, toneStyles.doubt)),
    ...agentText(view, locale).flatMap((text) => wrapWords(`! ${text}`, width, toneStyles.doubt)),
    spread(
      words(`${toneSign(tone, now)} ${modeText(view, locale, true)}`, { ...toneStyles[tone], bold: true }),
      words(spanText(now - view.startedAt, locale), { dim: true }),
      width,
    ),
    ...(next === undefined ? [] : wrapWords(next.sentence, width)),
  ];
}

function trouble(host: HostView, options: TerminalOptions): string | undefined {
  const { locale } = options;
  if (host.failure !== undefined) {
    const args = { host: host.name, failure: say(locale, host.failure) };
    return say(locale, { code: 'views.event.hostRefused', args });
  }
  const lease = leaseStateText(host, locale);
  if (lease !== undefined) return say(locale, { code: 'views.colon', args: { label: host.name, text: lease } });
  if (host.state !== 'lost') return undefined;
  return say(locale, { code: 'views.host.lostBecause', args: { host: host.name, reason: host.lost ?? '' } });
}
