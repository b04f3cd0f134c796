// What happened to a host's lease, as one line.
import type { RunEventOf } from '../../run/Event.ts';
import { say } from '../../texts/say.ts';
import type { Locale, TextCode } from '../../texts/say.ts';
import type { EventText } from './eventText.ts';
import type { Tone } from './tone.ts';

export type LeaseEvent = RunEventOf<
  'leaseTaken' | 'leaseRefused' | 'leaseFreed' | 'leaseLost' | 'takenOver' | 'leaseReleased'
>;

export function leaseText(event: LeaseEvent, locale: Locale): EventText {
  const { host } = event;
  const told = (tone: Tone, code: TextCode, args: Readonly<Record<string, string | number>> = {}): EventText => ({
    tone,
    text: say(locale, { code, args: { host, ...args } }),
  });
  switch (event.type) {
    case 'leaseTaken':
      return event.binds === 'machine' ? told('calm', 'views.lease.taken') : told('doubt', 'views.lease.takenLogin');
    case 'leaseRefused': {
      const { holder, reason } = event;
      if (reason !== undefined) return told('bad', 'views.lease.refused', { reason: say(locale, reason) });
      const { by = '', runbook = '' } = holder ?? {};
      const whose = say(locale, { code: 'views.lease.heldBy', args: { by, runbook } });
      return told('doubt', 'views.lease.refused', { reason: whose });
    }
    case 'leaseFreed':
      return told('good', 'views.lease.freed');
    case 'leaseLost':
      return event.holder === undefined
        ? told('bad', 'views.lease.gone')
        : told('bad', 'views.lease.lost', { by: event.holder.by });
    case 'takenOver': {
      const { by, runbook } = event.from;
      const count = event.ended.length;
      return count === 0
        ? told('doubt', 'views.lease.takenOver', { by, runbook })
        : told('doubt', 'views.lease.takenOverEnded', { by, runbook, count });
    }
    case 'leaseReleased':
      return told('calm', 'views.lease.released');
  }
}
