// A gate that compares what several hosts measured, held against what was observed on all of them. Fails closed like `judge`.
import { evaluate } from '../language/cel/evaluate.ts';
import type { CelValue, Scope } from '../language/cel/CelValue.ts';
import { fromValue, toValue } from '../language/cel/toValue.ts';
import type { Value } from '../language/Value.ts';
import type { Observation } from '../run/Event.ts';
import type { Expectation } from './judge.ts';
import { outputScope } from './outputScope.ts';
import type { Sample } from './Sample.ts';
import { unusableBecause } from './unusableBecause.ts';

export interface Observed {
  readonly host: string;
  readonly observation: Observation;
}

/**
 * Judges what was observed on all hosts at once. A probe that broke on one of them leaves the whole inconclusive; one that
 * failed fails it, unless `value` itself looks at `exit`: two hosts that both print nothing do not agree.
 */
export function judgeTogether(
  gate: Expectation,
  observed: readonly Observed[],
  scopeOn: (host: string) => Scope,
  together: Scope,
): Sample {
  const span = spanOf(observed);
  const measured: Record<string, Value> = {};
  for (const { host, observation: seen } of observed) {
    const observation = { ...seen, ...span };
    const broken = unusableBecause(seen);
    if (broken !== undefined) return { verdict: 'inconclusive', observation, reason: broken };
    if ('code' in seen.exit && seen.exit.code !== 0 && !/\bexit\b/.test(gate.value ?? '')) {
      return { verdict: 'fail', observation };
    }
    const evaluated = evaluate(gate.value ?? 'exit', { ...scopeOn(host), ...outputScope(seen) });
    if ('problem' in evaluated) return { verdict: 'inconclusive', observation, reason: evaluated.problem };
    const value = toValue(evaluated.value);
    if (value === undefined) {
      return { verdict: 'inconclusive', observation, reason: { code: 'run.gate.notMeasurable' } };
    }
    measured[host] = value;
  }
  const values = Object.entries(measured).map(([host, value]): [string, CelValue] => [host, fromValue(value)]);
  const outcome = evaluate(gate.expect ?? 'false', { ...together, values: Object.fromEntries(values) });
  const [first] = observed;
  if (first === undefined) throw new Error('a gate looks at a host');
  const sample = { observation: { ...first.observation, ...span }, measured: listed(measured) };
  if ('problem' in outcome) return { ...sample, verdict: 'inconclusive', reason: outcome.problem };
  if (typeof outcome.value !== 'boolean') {
    return { ...sample, verdict: 'inconclusive', reason: { code: 'run.gate.notBool' } };
  }
  return { ...sample, verdict: outcome.value ? 'pass' : 'fail' };
}

/** From the first probe's start to the last one's end. */
function spanOf(observed: readonly Observed[]): Pick<Observation, 'startedAt' | 'endedAt'> {
  const all = observed.map(({ observation }) => observation);
  return {
    startedAt: Math.min(...all.map(({ startedAt }) => startedAt)),
    endedAt: Math.max(...all.map(({ endedAt }) => endedAt)),
  };
}

/** One line a host, as a person compares them. */
function listed(measured: Readonly<Record<string, Value>>): Value {
  const value = Object.entries(measured).map(
    ([host, { value: one }]) => `${host}: ${Array.isArray(one) ? one.join(' ') : String(one)}`,
  );
  return { type: 'strings', value };
}
