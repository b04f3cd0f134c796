// The judge of chaos finds what is false: without this, zero would mean nothing.
import { describe, expect, it } from 'vitest';
import type { Outcome, RunEvent } from '../../src/runbooks/run/Event.ts';
import { printedBy, type Scenario } from './drawScenario.ts';
import { judge } from './judge.ts';
import { createRandom } from './random.ts';

const steps = ['one', 'two'].map((id) => ({ id, before: 2, after: 3, errors: 1 }));
const settled = (step: string, outcome: 'done' | 'blocked'): RunEvent => ({
  type: 'stepSettled',
  step,
  host: 'host',
  attempt: 1,
  outcome,
});
const exited = (step: string, unusable?: 'cut'): RunEvent => ({
  type: 'stepExited',
  step,
  host: 'host',
  attempt: 1,
  observation: {
    exit: { code: 0 },
    stdout: '',
    stderr: '',
    bytes: { stdout: 0, stderr: 0 },
    startedAt: 0,
    endedAt: 0,
    ...(unusable === undefined ? {} : { unusable }),
  },
});
const ended = (outcome: Outcome): RunEvent => ({ type: 'runEnded', outcome, code: 0, duration: 0 });

const judged = (
  events: readonly RunEvent[],
  effects: string,
  { rollsBack = false, stdout = (text: string): string => text } = {},
): ReturnType<typeof judge> => {
  const scenario: Scenario = { yaml: '', steps, rollsBack };
  return judge({
    scenario,
    recorded: events.map((event, seq) => ({ seq, at: 0, event })),
    effects: effects.split(' ').filter((one) => one !== ''),
    output: (id, stream) => {
      const printed = printedBy(steps.find((step) => step.id === id)!);
      return stream === 'stdout' ? stdout(printed.stdout) : printed.stderr;
    },
  });
};

describe('the judge', () => {
  it.each<[string, RunEvent[], string, boolean]>([
    ['a run that succeeded', [settled('one', 'done'), settled('two', 'done'), ended('succeeded')], 'one two', false],
    ['a run that was rolled back', [ended('rolledBack')], 'one two undo-two undo-one', true],
    ['a run that was blocked', [settled('one', 'blocked'), ended('blocked')], '', false],
    ['a run that does not know', [ended('unknown')], 'one', false],
  ])('believes %s', (_name, events, effects, rollsBack) => {
    expect(judged(events, effects, { rollsBack })).toEqual({ lostBytes: 0, doubleEffects: 0, falsehoods: [] });
  });

  it.each<[string, RunEvent[], string, boolean]>([
    ['a step that is done and was not', [settled('one', 'done')], '', false],
    ['a step that is blocked and was begun', [settled('one', 'blocked')], 'one', false],
    ['a success without an effect', [ended('succeeded')], 'one', false],
    ['a success that was to fail', [ended('succeeded')], 'one two', true],
    ['a success out of order', [ended('succeeded')], 'two one', false],
    ['a rollback that left something', [ended('rolledBack')], 'one two undo-two', true],
    ['a rollback in the wrong order', [ended('rolledBack')], 'one two undo-one undo-two', true],
    ['nothing that was something', [ended('failedUnchanged')], 'one', false],
  ])('finds %s', (_name, events, effects, rollsBack) => {
    expect(judged(events, effects, { rollsBack }).falsehoods).toHaveLength(1);
  });

  it('counts what was done twice, and what was lost', () => {
    expect(judged([], 'one two one one').doubleEffects).toBe(2);
    expect(judged([exited('one')], 'one', { stdout: (text) => text.slice(0, -4) }).lostBytes).toBe(4);
    expect(judged([exited('one')], 'one', { stdout: (text) => text.replace('1', '2') }).lostBytes).toBe(1);
    expect(judged([exited('one')], 'one', { stdout: (text) => text + text }).lostBytes).toBeGreaterThan(0);
  });

  it('takes for accounted what was said not to be kept, and only the end of an output', () => {
    expect(judged([exited('one', 'cut')], 'one', { stdout: (text) => text.slice(0, -4) }).lostBytes).toBe(0);
    expect(judged([exited('one', 'cut')], 'one', { stdout: (text) => text.slice(4) }).lostBytes).toBe(4);
  });
});

it('chance can be had again', () => {
  const draw = (seed: number): number[] => {
    const random = createRandom(seed);
    return Array.from({ length: 5 }, () => random.next());
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});
