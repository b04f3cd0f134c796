// All that people want to know of what happened, with its time.
import type { Locale } from '../../texts/say.ts';
import { emptyRun } from '../fold/emptyRun.ts';
import { foldRun } from '../foldRun.ts';
import type { Reported } from '../ReportOptions.ts';
import type { RunView } from '../RunView.ts';
import { eventText } from './eventText.ts';
import type { Tone } from './tone.ts';

export interface Moment {
  readonly at: number;
  /** Absent where it is about the whole run. */
  readonly host: string | undefined;
  readonly tone: Tone;
  readonly text: string;
}

/** The run's view, and its moments in order; a view alone has forgotten them. */
export function timelineOf(
  reported: Reported,
  locale: Locale,
): { readonly view: RunView; readonly moments: readonly Moment[] } {
  if ('steps' in reported) return { view: reported, moments: [] };
  let view = emptyRun;
  const moments: Moment[] = [];
  for (const one of reported) {
    view = foldRun(view, one);
    const told = eventText(one.event, view, locale);
    if (told !== undefined)
      moments.push({ at: one.at, host: 'host' in one.event ? one.event.host : undefined, ...told });
  }
  return { view, moments };
}
