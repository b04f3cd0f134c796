// What is true of a run, as the host itself recorded it, beside what the run says.
import type { Recorded } from '../../src/runbooks/run/Recorded.ts';
import { printedBy, type Scenario } from './drawScenario.ts';

export interface Judged {
  readonly lostBytes: number;
  readonly doubleEffects: number;
  /** What the run says that is not so. */
  readonly falsehoods: readonly string[];
}

export interface Evidence {
  readonly scenario: Scenario;
  readonly recorded: readonly Recorded[];
  /** Lines of the host's own record, in order. */
  readonly effects: readonly string[];
  /** The run's output file of a step, whole; empty where there is none. */
  readonly output: (step: string, stream: 'stdout' | 'stderr') => string;
}

/** Judges a run that has ended, or was given up. */
export function judge({ scenario, recorded, effects, output }: Evidence): Judged {
  const falsehoods: string[] = [];
  const times = (effect: string): number => effects.filter((one) => one === effect).length;
  const says = (what: string, isSo: boolean): void => {
    if (!isSo) falsehoods.push(`${what}, but the host has: ${effects.join(' ')}`);
  };
  const ids = scenario.steps.map(({ id }) => id);
  let lostBytes = 0;
  let outcome = 'none';
  for (const { event } of recorded) {
    switch (event.type) {
      case 'stepSettled':
        if (!ids.includes(event.step)) break;
        if (event.outcome === 'done') says(`${event.step} is done`, times(event.step) === 1);
        if (event.outcome === 'blocked' || event.outcome === 'skipped') {
          says(`${event.step} is ${event.outcome}`, times(event.step) === 0);
        }
        break;
      case 'undoSettled':
        if (event.outcome === 'undone') says(`${event.step} is undone`, times(`undo-${event.step}`) === 1);
        if (event.outcome === 'nothingToUndo') says(`${event.step} was not begun`, times(event.step) === 0);
        break;
      case 'stepExited': {
        const step = scenario.steps.find(({ id }) => id === event.step);
        const ended = 'code' in event.observation.exit && event.observation.exit.code === 0;
        if (step === undefined || !ended) break;
        const wanted = printedBy(step);
        // What the host's disk had no room for was said.
        const said = event.observation.unusable === 'cut';
        for (const stream of ['stdout', 'stderr'] as const) {
          const found = output(step.id, stream);
          if (found === wanted[stream] || (said && wanted[stream].startsWith(found))) continue;
          lostBytes += Math.max(1, Math.abs(wanted[stream].length - found.length));
        }
        break;
      }
      case 'runEnded':
        outcome = event.outcome;
        break;
      default:
        break;
    }
  }
  const done = effects.filter((effect) => ids.includes(effect));
  const undone = effects.filter((effect) => effect.startsWith('undo-')).map((effect) => effect.slice(5));
  if (outcome === 'succeeded') says('it succeeded', !scenario.rollsBack && effects.join() === ids.join());
  if (outcome === 'rolledBack') says('it was rolled back', undone.join() === done.toReversed().join());
  if (['blocked', 'failedUnchanged', 'nothingToDo'].includes(outcome)) {
    says(`nothing was changed (${outcome})`, effects.length === 0);
  }
  const doubleEffects = [...new Set(effects)].reduce((sum, effect) => sum + times(effect) - 1, 0);
  return { lostBytes, doubleEffects, falsehoods };
}
