// A guard in words: what it would do, what it did, when it was looked at last.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import { withoutRounds } from '../../run/layout/withoutRounds.ts';
import { localise } from '../../language/localise.ts';
import type { GateView, GuardView, RunView } from '../RunView.ts';
import { gateTitle } from './gateTitle.ts';
import { timeText } from './timeText.ts';

/** Its title, and the step whose runbook has it. */
export function guardTitle(guard: GuardView, view: RunView, locale: Locale): string {
  const title = gateTitle(guard, locale);
  const step = view.steps.find(({ id }) => withoutRounds(id) === guard.step);
  if (step === undefined) return title;
  return say(locale, { code: 'views.guard.ofStep', args: { title, step: localise(step.title, locale) } });
}

/** `pauses the run once it is red`. */
export function guardRule({ then, misses }: GuardView, locale: Locale): string {
  return misses === 1
    ? say(locale, { code: `views.guard.${then}s` })
    : say(locale, { code: `views.guard.${then}sAfter`, args: { misses } });
}

/** What it did: a sentence each time that it paused or stopped the run, and one while it holds back what it watches. */
export function guardDeeds({ failures, gates }: GuardView, view: RunView, locale: Locale): readonly string[] {
  const deeds = failures.map(({ at, host, then, inconclusive }) =>
    say(locale, {
      code: inconclusive ? 'views.guard.unclear' : then === 'pause' ? 'views.guard.paused' : 'views.guard.stopped',
      args: { host, time: timeText(at, 'clock') },
    }),
  );
  const goesForward = view.outcome === undefined && view.rollback === undefined && view.cancel === undefined;
  // What was red when it paused the run is for a person to judge.
  const judged = failures.at(-1)?.at ?? -Infinity;
  const isRed = gates.some(({ samples }) => {
    const last = samples.at(-1);
    return last !== undefined && last.verdict !== 'pass' && last.at > judged;
  });
  return goesForward && isRed ? [...deeds, say(locale, { code: 'views.guard.holdsBack' })] : deeds;
}

/** `last look 09:00:12`; undefined before the first. */
export function lastLook(gate: GateView, locale: Locale): string | undefined {
  const sample = gate.samples.at(-1);
  return sample === undefined
    ? undefined
    : say(locale, { code: 'views.guard.lastLook', args: { time: timeText(sample.at, 'clock') } });
}
