// How a run stands with a host's lease, in a few words.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { HostView } from '../RunView.ts';

/** Undefined where there is nothing that people have to know. */
export function leaseStateText({ lease }: HostView, locale: Locale): string | undefined {
  switch (lease?.state) {
    case undefined:
      return undefined;
    case 'held':
    case 'released':
      return lease.binds === 'login' ? say(locale, { code: 'views.lease.loginOnly' }) : undefined;
    case 'refused': {
      const { holder, reason } = lease;
      if (reason !== undefined) return say(locale, reason);
      return say(locale, { code: 'views.lease.another', args: { by: holder?.by ?? '' } });
    }
    case 'lost':
      return say(locale, { code: 'views.lease.takenAway' });
  }
}
