// The states of the page, each as a view, from the journals that every view is tried on.
import type { Recorded } from '../../../src/runbooks/run/Recorded.ts';
import type { RunEvent } from '../../../src/runbooks/run/Event.ts';
import { emptyRun } from '../../../src/runbooks/views/fold/emptyRun.ts';
import type { RunView } from '../../../src/runbooks/views/RunView.ts';
import { viewRun } from '../../../src/runbooks/views/viewRun.ts';
import { stories } from '../../runbooks/views/fixtures/stories.ts';

/** The journal of a story. */
export function journalOf(name: string): readonly Recorded[] {
  const told = stories[name];
  if (told === undefined) throw new Error(`no story ${name}`);
  return told();
}

/** The view of a story, or of its beginning up to the last event of a type. */
export function viewOf(name: string, upTo?: RunEvent['type']): RunView {
  const journal = journalOf(name);
  const end = upTo === undefined ? journal.length : journal.findLastIndex(({ event }) => event.type === upTo) + 1;
  return viewRun(journal.slice(0, end));
}

/** The journal with more events after it, a second apart. */
export function viewAfter(name: string, ...events: readonly RunEvent[]): RunView {
  const journal = journalOf(name);
  const last = journal.at(-1)?.at ?? 0;
  const more = events.map((event, index) => ({ seq: journal.length + index, at: last + 1000 * (index + 1), event }));
  return viewRun([...journal, ...more]);
}

const resumed: RunEvent = { type: 'runResumed', by: 'bob@desk', engine: '0.1.0', interactive: true, prepared: {} };

/** An inconclusive gate that is asked about where it stands. */
export function inconclusive(): RunView {
  const journal = journalOf('asking').map((recorded) =>
    recorded.event.type === 'decisionAsked'
      ? {
          ...recorded,
          event: {
            ...recorded.event,
            about: { gate: { part: 'verify', index: 0, step: 'restart', host: 'games-01', attempt: 1 } as const },
          },
        }
      : recorded,
  );
  return viewRun(journal);
}

/** Every state that the page has, by name. */
export const states: Readonly<Record<string, () => RunView>> = {
  empty: () => emptyRun,
  planning: () => viewOf('plan', 'stepForeseen'),
  planned: () => viewOf('plan'),
  running: () => viewOf('waiting'),
  asking: () => viewOf('confirming'),
  inconclusive,
  failed: () => viewOf('unproven'),
  blocked: () => viewOf('blocked'),
  rollingBack: () => viewOf('rolledBack', 'undoStarted'),
  rolledBack: () => viewOf('rolledBack'),
  done: () => viewOf('green'),
  triaged: () => viewOf('triage'),
  cancelled: () => viewOf('cancelled'),
  agentAsking: () =>
    viewAfter(
      'waiting',
      { type: 'hostLost', host: 'games-01', reason: 'reset' },
      { type: 'agentAsked', host: 'games-01', key: 'yubi' },
    ),
  resumed: () => viewAfter('lostAndBack', resumed),
  guarded: () => viewOf('guarded'),
  together: () => viewOf('together'),
  unequal: () => viewOf('unequal'),
  stopped: () => viewOf('stopped'),
  togetherPlanned: () => viewOf('togetherPlan'),
  twentyHosts: () => viewOf('hosts20'),
  hundredHosts: () => viewOf('hosts100'),
};
