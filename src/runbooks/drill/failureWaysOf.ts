// What a step's `onFailure` says, and which of it a drill's runs have done.
import type { PlainStep } from '../run/layout/Part.ts';
import type { RunEvent } from '../run/Event.ts';
import type { Recorded } from '../run/Recorded.ts';
import type { FailureWay, StepCoverage } from './DrillReport.ts';

/** `runs` are whole journals; what follows a run's end (an undo of it) is no answer to a failure. */
export function failureWaysOf(
  { id, onFailure }: Pick<PlainStep, 'id' | 'onFailure'>,
  runs: readonly (readonly Recorded[])[],
): StepCoverage['onFailure'] {
  const { retry, then } = onFailure;
  const ways: readonly FailureWay[] = [...(retry === undefined ? [] : (['retry'] as const)), then];
  const lives = runs.map(untilEnd);
  return ways.map((way) => ({ way, seen: lives.some((events) => took(way, id, events)) }));
}

function untilEnd(recorded: readonly Recorded[]): readonly RunEvent[] {
  const events = recorded.map(({ event }) => event);
  const end = events.findIndex(({ type }) => type === 'runEnded');
  return end < 0 ? events : events.slice(0, end + 1);
}

function took(way: FailureWay, step: string, events: readonly RunEvent[]): boolean {
  if (way === 'retry') return events.some((event) => event.type === 'retryStarted' && event.step === step);
  if (way === 'ask') {
    return events.some((event) => event.type === 'decisionAsked' && event.id === `failed:${step}`);
  }
  const failed = events.findIndex(
    (event) =>
      event.type === 'stepSettled' && event.step === step && ['failed', 'blocked', 'unknown'].includes(event.outcome),
  );
  if (failed < 0) return false;
  const after = events.slice(failed + 1);
  const goesBack = after.some(({ type }) => type === 'rollbackStarted');
  const goesOn = after.some((event) => event.type === 'stepSettled' && event.step !== step);
  const end = after.at(-1);
  const outcome = end?.type === 'runEnded' ? end.outcome : undefined;
  switch (way) {
    case 'rollback':
      return goesBack;
    case 'continue':
      return goesOn || outcome === 'continuedPastFailure';
    case 'stop':
      return !goesBack && (outcome === 'failed' || outcome === 'failedUnchanged' || outcome === 'blocked');
  }
}
