// What a gate expects, held against what was observed. Fails closed: whatever can't be evaluated is inconclusive.
import { evaluate } from '../language/cel/evaluate.ts';
import { fromValue, toValue } from '../language/cel/toValue.ts';
import type { Scope } from '../language/cel/CelValue.ts';
import type { Value } from '../language/Value.ts';
import type { Observation } from '../run/Event.ts';
import { outputScope } from './outputScope.ts';
import type { Sample } from './Sample.ts';
import { unusableBecause } from './unusableBecause.ts';

/** The part of a gate that judges. */
export interface Expectation {
  readonly value?: string | undefined;
  readonly expect?: string | undefined;
}

/** What earlier samples of the same gate measured. */
export interface Earlier {
  readonly first: Value | undefined;
  readonly previous: Value | undefined;
}

/** Judges one observation. `scope` holds the names of the place; what the probe printed is added to it. */
export function judge(gate: Expectation, observation: Observation, scope: Scope, earlier: Earlier): Sample {
  const broken = unusableBecause(observation);
  if (broken !== undefined) return { verdict: 'inconclusive', observation, reason: broken };
  const seen: Scope = { ...scope, ...outputScope(observation) };

  let measured: Value | undefined;
  let judged: Scope = seen;
  if (gate.value !== undefined) {
    const evaluated = evaluate(gate.value, seen);
    if ('problem' in evaluated) return { verdict: 'inconclusive', observation, reason: evaluated.problem };
    measured = toValue(evaluated.value);
    if (measured === undefined) {
      return { verdict: 'inconclusive', observation, reason: { code: 'run.gate.notMeasurable' } };
    }
    const now = fromValue(measured);
    judged = {
      ...seen,
      value: now,
      // The first sample is its own predecessor, so that `value >= previous` can be asked of it.
      first: earlier.first === undefined ? now : fromValue(earlier.first),
      previous: earlier.previous === undefined ? now : fromValue(earlier.previous),
    };
  }
  const outcome = evaluate(gate.expect ?? 'exit == 0', judged);
  const sample = { observation, ...(measured === undefined ? {} : { measured }) };
  if ('problem' in outcome) return { ...sample, verdict: 'inconclusive', reason: outcome.problem };
  if (typeof outcome.value !== 'boolean') {
    return { ...sample, verdict: 'inconclusive', reason: { code: 'run.gate.notBool' } };
  }
  return { ...sample, verdict: outcome.value ? 'pass' : 'fail' };
}
