// A step on all its hosts: when → check → confirm → require → run → verify.
import { evaluate } from '../../language/cel/evaluate.ts';
import { toValue } from '../../language/cel/toValue.ts';
import { parseDuration } from '../../language/duration.ts';
import { judge } from '../../gates/judge.ts';
import { outputScope } from '../../gates/outputScope.ts';
import { renderText } from '../../language/render.ts';
import type { Value } from '../../language/Value.ts';
import type { Message } from '../../texts/Message.ts';
import type { Observation, StepOutcome } from '../Event.ts';
import type { Intent } from '../Intent.ts';
import { mentions } from '../mentions.ts';
import type { PlainStep } from '../PlainStep.ts';
import { attemptKey, gateKey, type RunState } from '../RunState.ts';
import { changeStage } from './changeStage.ts';
import { confirmStage } from './confirmStage.ts';
import { decision } from './decision.ts';
import { gatesStage } from './gatesStage.ts';
import { confirmWanted, lookStage, readIntents } from './lookStage.ts';
import { hostsOfStep, readOf, spotOf, type Spot } from './Spot.ts';
import { allOf, working, type Stage } from './Stage.ts';
import { stepChange } from './stepChange.ts';

/** What a step needs now; `done` once it is settled on every host, whatever the outcome. */
export function stepStage(state: RunState, step: PlainStep): Stage {
  const spots = hostsOfStep(state, step).map((host) => spotOf(state, step, host));
  const open = spots.filter((spot) => spot.cell?.settled === undefined);
  const passing = open.map((spot) => passage(spot, open));
  return allOf(passing);
}

/** One host's way through the step. `open` are all hosts that are not settled yet: a confirmation waits for them. */
function passage(spot: Spot, open: readonly Spot[]): Stage {
  const { state, step, attempt } = spot;
  if (attempt.launch !== undefined || readOf(spot, 'run') !== undefined || manualOf(spot) !== undefined)
    return afterwards(spot);
  if (attempt.limitRefused !== undefined) {
    return settle(spot, 'blocked', {
      code: 'run.limit.refused',
      args: { freeAt: new Date(attempt.limitRefused.freeAt).toISOString() },
    });
  }

  if (attempt.number === 1 && step.when !== undefined) {
    const wanted = evaluate(step.when, spot.scope);
    if ('problem' in wanted) return settle(spot, 'failed', wanted.problem);
    if (wanted.value !== true)
      return settle(spot, 'skipped', { code: 'run.step.whenFalse', args: { when: step.when } });
  }
  const look = lookStage(spot);
  if (look.is === 'working') return working(...look.intents);
  if (look.is === 'failed') return settle(spot, 'failed', look.reason);
  if (look.is === 'alreadySo') return settle(spot, 'alreadySo');

  if (confirmWanted(spot)) {
    const together = open.filter(confirmWanted);
    // Everybody who may still come to this question is waited for, so that it is asked once.
    if (!together.every((other) => readyToConfirm(other, spot))) return working();
    const confirmed = confirmStage(state, together);
    if (confirmed.is === 'failed') return settle(spot, 'blocked', confirmed.reason);
    if (confirmed.is !== 'done') return confirmed;
  }
  const required = gatesStage(
    state,
    step.require.map((gate, index) => ({ ref: { ...spot.where, part: 'require', index }, gate })),
  );
  if (required.is === 'failed') return settle(spot, 'blocked', required.reason);
  if (required.is !== 'done') return required;
  return act(spot);
}

function readyToConfirm(other: Spot, spot: Spot): boolean {
  if (other.attempt.launch !== undefined && other.attempt.launch.exited === undefined) return false;
  if (other.attempt.number !== spot.attempt.number) return other.attempt.launch === undefined;
  const look = lookStage(other);
  return look.is !== 'working';
}

function act(spot: Spot): Stage {
  const { step, state } = spot;
  if ('manual' in step) {
    const key = attemptKey(step.id, spot.attempt.number);
    const asked = {
      type: 'manualAsked',
      step: step.id,
      attempt: spot.attempt.number,
      hosts: hostsOfStep(state, step),
      instructions: renderText(step.manual, spot.scope),
    } as const;
    const prepared = state.prepared[step.id];
    if (!state.interactive && prepared === undefined) {
      return settle(spot, 'blocked', { code: 'run.manual.unanswered', args: { step: step.id } });
    }
    if (state.manuals[key] === undefined) return working({ kind: 'record', event: asked });
    return working({ kind: 'ask', key: `ask:${key}`, question: { kind: 'manual', asked }, prepared });
  }
  if (step.effect === 'read' && 'run' in step) return working(...readIntents(spot, 'run', 0, step.run));
  const launched = stepChange(spot);
  if ('problem' in launched) return settle(spot, 'failed', launched.problem);
  const stage = changeStage(state, launched.change, undefined);
  return stage.is === 'working' ? working(...stage.intents) : working();
}

function manualOf(spot: Spot): boolean | undefined {
  return spot.state.manuals[attemptKey(spot.step.id, spot.attempt.number)]?.done;
}

/** From the launch on. */
function afterwards(spot: Spot): Stage {
  const { state, step, attempt } = spot;
  if ('manual' in step) {
    return manualOf(spot) === true
      ? proof(spot)
      : attemptFailed(spot, { code: 'run.manual.notDone', args: { step: step.id } });
  }
  let observation = readOf(spot, 'run');
  if (observation === undefined) {
    const launched = stepChange(spot);
    if ('problem' in launched) return settle(spot, 'failed', launched.problem);
    const stage = changeStage(state, launched.change, attempt.launch);
    if (stage.is === 'working') return working(...stage.intents);
    if (stage.is === 'unknown') return unknownStage(spot, stage.why);
    observation = stage.observation;
  }
  if (attempt.launch?.killed !== undefined) {
    return settle(spot, attempt.launch.killed.proven ? 'failed' : 'unknown', { code: 'run.step.cancelled' });
  }
  const judged = stepExpectation(spot, observation);
  if (judged !== undefined) return attemptFailed(spot, judged);
  if (attempt.captured === undefined && Object.keys(step.capture).length > 0) return captureStage(spot, observation);
  return proof(spot);
}

/** Why the script's own end is a failure, or undefined. Output that can't be read matters only to an expression that reads it. */
function stepExpectation(spot: Spot, observation: Observation): Message | undefined {
  const { step } = spot;
  const { exit } = observation;
  if ('timedOut' in exit) return { code: 'run.step.timedOut' };
  if ('signal' in exit) return { code: 'run.step.signal', args: { signal: exit.signal } };
  if ('lost' in exit) return { code: 'run.probe.lost', args: { reason: exit.lost } };
  const expect = 'run' in step ? step.expect : undefined;
  if (expect === undefined) {
    return exit.code === 0
      ? undefined
      : { code: 'run.step.exit', args: { code: exit.code, stderr: tail(observation.stderr || observation.stdout) } };
  }
  const reads = mentions([expect], new Set(['stdout', 'stderr']));
  const readable = reads ? observation : { ...observation, unusable: undefined };
  const sample = judge({ expect }, dropUndefined(readable), spot.scope, { first: undefined, previous: undefined });
  if (sample.verdict === 'pass') return undefined;
  return (
    sample.reason ?? {
      code: 'run.step.expect',
      args: { expect, code: exit.code, stderr: tail(observation.stderr || observation.stdout) },
    }
  );
}

function dropUndefined(observation: { [K in keyof Observation]: Observation[K] | undefined }): Observation {
  return Object.fromEntries(
    Object.entries(observation).filter(([, value]) => value !== undefined),
  ) as unknown as Observation;
}

function captureStage(spot: Spot, observation: Observation): Stage {
  const { step, where } = spot;
  const scope = { ...spot.scope, ...outputScope(observation) };
  const values: Record<string, Value> = {};
  for (const [name, expression] of Object.entries(step.capture)) {
    if (observation.unusable !== undefined && mentions([expression], new Set(['stdout', 'stderr']))) {
      return attemptFailed(spot, { code: 'run.capture.unusable', args: { name } });
    }
    const evaluated = evaluate(expression, scope);
    if ('problem' in evaluated) return attemptFailed(spot, evaluated.problem);
    const value = toValue(evaluated.value);
    if (value === undefined) return attemptFailed(spot, { code: 'run.capture.type', args: { name } });
    values[name] = value;
  }
  return working({ kind: 'record', event: { type: 'captured', ...where, values } });
}

/** The gates that prove the step. */
function proof(spot: Spot): Stage {
  const verified = verifyStage(spot);
  if (verified.is === 'failed') return attemptFailed(spot, verified.reason);
  return verified.is === 'done' ? settle(spot, 'done') : verified;
}

function verifyStage(spot: Spot): Stage {
  return gatesStage(
    spot.state,
    spot.step.verify.map((gate, index) => ({ ref: { ...spot.where, part: 'verify', index }, gate })),
  );
}

/** Nobody knows how the script ended. Gates that were red before and are green now prove it; else a person is asked. */
function unknownStage(spot: Spot, why: 'gone' | 'rebooted'): Stage {
  const { state, step, where } = spot;
  const reason = {
    code: why === 'gone' ? 'run.step.gone' : 'run.step.rebooted',
    args: { step: step.id, host: spot.host },
  } as const;
  const wasRed = step.verify.some(
    (_, index) => state.gates[gateKey({ ...where, part: 'before', index })]?.closed === 'fail',
  );
  const needsOutput = Object.keys(step.capture).length > 0;
  if (wasRed && !needsOutput) {
    const proven = verifyStage(spot);
    if (proven.is === 'done') return settle(spot, 'done', { code: 'run.step.provenByGates' });
    if (proven.is !== 'failed') return proven;
  }
  const asked = decision(
    state,
    `unknown:${step.id}@${spot.host}#${String(where.attempt)}`,
    reason,
    ['treatAsDone', 'fail', 'stop'],
    { where },
  );
  if (asked.is === 'headless') return { is: 'halt', reason };
  if (asked.is === 'open') return working(asked.intent);
  if (asked.option === 'treatAsDone')
    return needsOutput ? settle(spot, 'unknown', reason) : settle(spot, 'done', reason);
  if (asked.option === 'fail') return settle(spot, 'failed', reason);
  return { is: 'halt', reason };
}

/** A failed attempt is tried again as often as the step says, after its delay. */
function attemptFailed(spot: Spot, reason: Message): Stage {
  const { state, step, attempt, where } = spot;
  const { retry } = step.onFailure;
  if (retry === undefined || attempt.number > retry.times) return settle(spot, 'failed', reason);
  const timer = `retry:${step.id}@${spot.host}#${String(attempt.number)}`;
  if (state.timers.has(timer)) {
    return working({ kind: 'record', event: { type: 'retryStarted', ...where, attempt: attempt.number + 1 } });
  }
  const due = attempt.lastAt + (parseDuration(retry.delay) ?? 10_000);
  return working({ kind: 'wait', key: `wait:${timer}`, timer, due });
}

function settle(spot: Spot, outcome: StepOutcome, reason?: Message): Stage {
  const record: Intent = {
    kind: 'record',
    event: { type: 'stepSettled', ...spot.where, outcome, ...(reason === undefined ? {} : { reason }) },
  };
  return working(record);
}

function tail(text: string): string {
  return text.trimEnd().split('\n').slice(-3).join('\n');
}
