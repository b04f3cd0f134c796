// A step on all its hosts: when → check → confirm → require → run → verify. A step that is a runbook runs that.
import { evaluate } from '../../language/cel/evaluate.ts';
import { parseDuration } from '../../language/duration.ts';
import { judge } from '../../gates/judge.ts';
import { outputScope } from '../../gates/outputScope.ts';
import { renderText } from '../../language/render.ts';
import type { Message } from '../../texts/Message.ts';
import type { Observation, StepOutcome, VerdictResult } from '../Event.ts';
import type { Intent } from '../Intent.ts';
import type { AnyStep, UsedStep } from '../layout/Part.ts';
import { mentions } from '../mentions.ts';
import { attemptKey, gateKey, type RunState } from '../RunState.ts';
import { bindUse } from './bindUse.ts';
import { capturedValues } from './capturedValues.ts';
import { changeStage } from './changeStage.ts';
import { asksWith, confirmStage, isAsked, preparedFor } from './confirmStage.ts';
import { decision } from './decision.ts';
import { failedCells } from './failedCells.ts';
import { confirmWanted, lookStage, readIntents } from './lookStage.ts';
import { scopeAtEnd } from './scopeAtEnd.ts';
import { hasActed, manualOf, readOf, spotsOf, type Spot } from './Spot.ts';
import { allOf, waiting, working, type Stage } from './Stage.ts';
import { stepChange } from './stepChange.ts';
import { gateRefs, ownGatesPass, stepGates } from './stepGates.ts';
import { isUnreached } from './unreached.ts';
import { useStage, type Through } from './useStage.ts';

/** What a step needs now; `done` once it is settled on every host, whatever the outcome. */
export function stepStage(state: RunState, step: AnyStep, through: Through): Stage {
  const spots = spotsOf(state, step);
  const team = { open: spots.filter((spot) => spot.cell?.settled === undefined), admitted: admittedOf(spots), through };
  return allOf(team.open.map((spot) => passage(spot, team)));
}

/** The hosts of a step under way. */
interface Team {
  /** Not settled yet: a confirmation waits for them. */
  readonly open: readonly Spot[];
  /** Those of them that may act now. */
  readonly admitted: readonly Spot[];
  /** How a runbook that the step uses goes forwards. */
  readonly through: Through;
}

/** With `parallel`, no more than so many are at work; after a failure no other one begins. */
function admittedOf(spots: readonly Spot[]): readonly Spot[] {
  const open = spots.filter((spot) => spot.cell?.settled === undefined);
  const { parallel } = spots[0]?.step ?? {};
  if (parallel === undefined) return open;
  const begun = open.filter(hasBegun);
  return [...begun, ...open.filter((spot) => !begun.includes(spot)).slice(0, Math.max(0, parallel - begun.length))];
}

function hasBegun(spot: Spot): boolean {
  return hasActed(spot) || spot.attempt.number > 1;
}

/** One host's way through the step. */
function passage(spot: Spot, team: Team): Stage {
  const { state, step, attempt } = spot;
  if (isUnreached(state, spot.host)) return settle(spot, 'skipped', state.hosts[spot.host]?.failure);
  if (hasActed(spot) && !isReading(spot)) return afterwards(spot, team);
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
  if (isHeldBack(spot)) return settle(spot, 'skipped', { code: 'run.step.afterFailure' });
  const look = lookStage(spot);
  if (look.is === 'working') return working(...look.intents);
  if (look.is === 'failed') return settle(spot, 'failed', look.reason);
  if (look.is === 'alreadySo') return settle(spot, 'alreadySo');

  if (confirmWanted(spot)) {
    const together = team.open.filter((other) => confirmWanted(other) && asksWith(other, spot));
    // Everybody who may still come to this question is waited for, so that it is asked once.
    if (!isAsked(spot) && !together.every((other) => readyToConfirm(other, spot))) return waiting;
    const confirmed = confirmStage(spot, together);
    if (confirmed.is === 'failed') return settle(spot, 'blocked', confirmed.reason);
    if (confirmed.is !== 'done') return confirmed;
  }
  if (!team.admitted.includes(spot)) return waiting;
  const required = stepGates(spot, 'require', () => true);
  if (required.is === 'failed') return settle(spot, 'blocked', required.reason);
  if (required.is !== 'done') return required;
  return act(spot, team);
}

/** A read that was started and has not ended may have to be sent again. */
function isReading(spot: Spot): boolean {
  return 'run' in spot.step && spot.attempt.launch === undefined && readOf(spot, 'run') === undefined;
}

/**
 * With `parallel` the hosts come one after another: once one failed, those that have not begun stay as they are. A runbook
 * is not begun at all where one of its hosts may not.
 */
function isHeldBack(spot: Spot): boolean {
  const { state, step } = spot;
  const together = 'use' in step || (step.parallel !== undefined && step.onFailure.then !== 'continue');
  if (!together || hasBegun(spot)) return false;
  return failedCells(state, step).length > 0;
}

function readyToConfirm(other: Spot, spot: Spot): boolean {
  if (other.attempt.launch !== undefined && other.attempt.launch.exited === undefined) return false;
  if (other.attempt.number !== spot.attempt.number) return other.attempt.launch === undefined;
  const look = lookStage(other);
  return look.is !== 'working';
}

function act(spot: Spot, team: Team): Stage {
  const { step, state } = spot;
  if ('use' in step) return useBegins(spot as Spot<UsedStep>, team);
  if ('manual' in step) {
    const key = attemptKey(step.id, spot.attempt.number);
    const asked = {
      type: 'manualAsked',
      step: step.id,
      attempt: spot.attempt.number,
      hosts: step.hosts,
      instructions: renderText(step.manual, spot.scope),
    } as const;
    const prepared = preparedFor(state, step.id);
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

/** A runbook is begun once, when every host of the step has come to it. */
function useBegins(spot: Spot<UsedStep>, team: Team): Stage {
  const { step, state } = spot;
  const inputs = bindUse(state, step);
  if ('problem' in inputs) return settle(spot, 'failed', inputs.problem);
  const others = team.open.filter((other) => other.host !== spot.host);
  if (!others.every((other) => readyToAct(other))) return waiting;
  return working({ kind: 'record', event: { type: 'useStarted', step: step.id, inputs: inputs.values } });
}

function readyToAct(spot: Spot): boolean {
  if (lookStage(spot).is !== 'toDo') return false;
  if (confirmWanted(spot) && confirmStage(spot, [spot]).is !== 'done') return false;
  return stepGates(spot, 'require', () => true).is === 'done';
}

/** From the launch on. */
function afterwards(spot: Spot, team: Team): Stage {
  const { state, step, attempt } = spot;
  if ('use' in step) return afterUse(spot as Spot<UsedStep>, team);
  if ('manual' in step) {
    return manualOf(spot) === true
      ? proof(spot, team)
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
  return proof(spot, team);
}

/** The runbook that the step is, to its end; then what it found is captured, and the step's own gates are looked at. */
function afterUse(spot: Spot<UsedStep>, team: Team): Stage {
  const { state, step, attempt } = spot;
  const ended = state.uses[step.id]?.ended;
  if (ended === undefined) {
    const [lead] = team.open;
    return lead?.host === spot.host ? useStage(state, step, team.through) : waiting;
  }
  if (ended.failed !== undefined) return settle(spot, ended.blocked ? 'blocked' : 'failed', ended.failed);
  const [first] = step.hosts;
  if (Object.keys(step.capture).length > 0 && spot.host === first && attempt.captured === undefined) {
    return captureUse(spot, ended.verdict);
  }
  return proof(spot, team);
}

function captureUse(spot: Spot<UsedStep>, verdict: VerdictResult | undefined): Stage {
  const { step, state, where } = spot;
  const scope = scopeAtEnd(state, step.inner, verdict);
  const values = capturedValues(step.capture, scope);
  if ('problem' in values) return settle(spot, 'failed', values.problem);
  return working({ kind: 'record', event: { type: 'captured', ...where, values: values.values } });
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
  if (observation.unusable !== undefined) {
    const output = new Set(['stdout', 'stderr']);
    const name = Object.keys(step.capture).find((one) => mentions([step.capture[one]], output));
    if (name !== undefined) return attemptFailed(spot, { code: 'run.capture.unusable', args: { name } });
  }
  const captured = capturedValues(step.capture, { ...spot.scope, ...outputScope(observation) });
  if ('problem' in captured) return attemptFailed(spot, captured.problem);
  return working({ kind: 'record', event: { type: 'captured', ...where, values: captured.values } });
}

/** The gates that prove the step. One that is for the whole step waits until all hosts at work have come so far. */
function proof(spot: Spot, team: Team): Stage {
  const verified = stepGates(spot, 'verify', () => team.admitted.every(hasArrived));
  if (verified.is === 'failed') return attemptFailed(spot, verified.reason);
  return verified.is === 'done' ? settle(spot, 'done') : verified;
}

/** Its own part is done and proven by its own gates. */
function hasArrived(spot: Spot): boolean {
  const { step, attempt, state } = spot;
  if (!hasActed(spot)) return false;
  if ('use' in step) return state.uses[step.id]?.ended !== undefined;
  const ended =
    'manual' in step ? manualOf(spot) === true : (readOf(spot, 'run') ?? attempt.launch?.exited) !== undefined;
  if (!ended || (Object.keys(step.capture).length > 0 && attempt.captured === undefined)) return false;
  return ownGatesPass(spot, 'verify');
}

/** Nobody knows how the script ended. Gates that were red before and are green now prove it; else a person is asked. */
function unknownStage(spot: Spot, why: 'gone' | 'rebooted'): Stage {
  const { state, step, where } = spot;
  const reason = {
    code: why === 'gone' ? 'run.step.gone' : 'run.step.rebooted',
    args: { step: step.id, host: spot.host },
  } as const;
  const wasRed = step.verify.some((_, index) =>
    gateRefs(spot, 'before', index).some((ref) => state.gates.get(gateKey(ref))?.closed === 'fail'),
  );
  const needsOutput = Object.keys(step.capture).length > 0;
  if (wasRed && !needsOutput) {
    const proven = stepGates(spot, 'verify', () => true);
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
  if (retry === undefined || 'use' in step || attempt.number > retry.times) return settle(spot, 'failed', reason);
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
