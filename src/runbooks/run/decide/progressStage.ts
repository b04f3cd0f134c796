// Forwards: preconditions, then the steps in order, then postconditions.
import { decision } from './decision.ts';
import { firstChangeBlocked } from './firstChangeBlocked.ts';
import { gatesStage } from './gatesStage.ts';
import { confirmWanted } from './lookStage.ts';
import { hostsOfStep, spotOf } from './Spot.ts';
import { allOf, done, working, type Stage } from './Stage.ts';
import { stepStage } from './stepStage.ts';
import { mentions } from '../mentions.ts';
import { plainSteps, type PlainStep } from '../PlainStep.ts';
import { cellKey, type CellState, type RunState } from '../RunState.ts';
import { stepTexts } from '../stepTexts.ts';
import type { Gate, Precondition } from '../../language/schema.ts';
import type { Message } from '../../texts/Message.ts';

/** The run's way forwards; `done` once everything holds. */
export function progressStage(state: RunState): Stage {
  const preconditions = runGates(state, 'precondition', state.plan.runbook.preconditions);
  if (preconditions.is !== 'done') return preconditions;
  const steps = stepsStage(state);
  if (steps.is !== 'done') return steps;
  return runGates(state, 'postcondition', state.plan.runbook.postconditions);
}

/** The run's own gates, on every host. */
export function runGates(
  state: RunState,
  part: 'precondition' | 'postcondition',
  gates: readonly Precondition[],
): Stage {
  const hosts = Object.keys(state.hosts);
  return gatesStage(
    state,
    gates.flatMap((gate, index) =>
      hosts.map((host) => ({ ref: { part, index, host, attempt: 1 }, gate: plainGate(gate) })),
    ),
  );
}

function plainGate(gate: Precondition): Gate {
  if ('use' in gate) throw new Error('the planner must refuse a precondition that uses a runbook');
  return gate;
}

function stepsStage(state: RunState): Stage {
  const steps = plainSteps(state.plan);
  for (const [index, step] of steps.entries()) {
    if (isSettled(state, step)) {
      const after = afterStep(state, step);
      if (after.is === 'done') continue;
      return after;
    }
    const group = readGroup(state, steps.slice(index));
    if (group.length > 0) return allOf(group.map((read) => stepStage(state, read)));
    const blocked = firstChangeBlocked(state, steps.slice(index));
    return blocked === undefined ? stepStage(state, step) : { is: 'failed', reason: blocked };
  }
  return done;
}

/** Consecutive reads from here that use nothing which one of them has yet to capture: they go out together. */
function readGroup(state: RunState, rest: readonly PlainStep[]): readonly PlainStep[] {
  const group: PlainStep[] = [];
  const yetToCome = new Set<string>();
  for (const step of rest) {
    if (isSettled(state, step)) continue;
    const reads = 'run' in step && step.effect === 'read';
    const asks = hostsOfStep(state, step).some((host) => confirmWanted(spotOf(state, step, host)));
    if (!reads || asks || mentions(stepTexts(step), yetToCome)) break;
    group.push(step);
    for (const name of Object.keys(step.capture)) yetToCome.add(name);
  }
  return group;
}

export function isSettled(state: RunState, step: PlainStep): boolean {
  return hostsOfStep(state, step).every((host) => state.cells[cellKey(step.id, host)]?.settled !== undefined);
}

/** What a settled step means for those after it: a failure on any host is handled as the step says. */
function afterStep(state: RunState, step: PlainStep): Stage {
  const failed = failedCells(state, step)[0];
  if (failed?.settled === undefined) return done;
  const reason: Message = failed.settled.reason ?? { code: 'run.step.failed', args: { step: step.id } };
  switch (step.onFailure.then) {
    case 'continue':
      return done;
    case 'stop':
      return { is: 'failed', reason };
    case 'rollback':
      // Where nothing was launched there is no way to go back.
      if (state.launches === 0) return { is: 'failed', reason };
      return working({ kind: 'record', event: { type: 'rollbackStarted', reason } });
    case 'ask': {
      const question = { code: 'run.step.askAfterFailure', args: { step: step.id } } as const;
      const where = { step: step.id, host: hostsOfStep(state, step)[0] ?? '', attempt: failed.attempts.length };
      const asked = decision(state, `failed:${step.id}`, question, ['rollback', 'proceed', 'stop'], { where });
      if (asked.is === 'open') return working(asked.intent);
      if (asked.is === 'headless') return { is: 'halt', reason };
      if (asked.option === 'proceed') return done;
      if (asked.option === 'rollback') return working({ kind: 'record', event: { type: 'rollbackStarted', reason } });
      return { is: 'failed', reason };
    }
  }
}

/** The hosts on which a step did not end well. */
export function failedCells(state: RunState, step: PlainStep): readonly CellState[] {
  return hostsOfStep(state, step).flatMap((host) => {
    const cell = state.cells[cellKey(step.id, host)];
    const bad = cell?.settled !== undefined && ['failed', 'blocked', 'unknown'].includes(cell.settled.outcome);
    return bad ? [cell] : [];
  });
}
