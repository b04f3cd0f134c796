// A precondition that is another runbook's verdict: the runbook is run, its verdict is judged, and a person may override it.
import { digestOf } from '../../plan/digestOf.ts';
import { evaluate } from '../../language/cel/evaluate.ts';
import { render } from '../../language/render.ts';
import type { LocalText } from '../../language/schema.ts';
import type { Message } from '../../texts/Message.ts';
import { localText } from '../../texts/localText.ts';
import type { RunEventOf, VerdictResult } from '../Event.ts';
import type { UsedStep } from '../layout/Part.ts';
import { attemptKey, type RunState } from '../RunState.ts';
import { scopeOf } from '../scopeOf.ts';
import { preparedFor } from './confirmStage.ts';
import { failedCells, isSettled } from './failedCells.ts';
import { done, working, type Stage } from './Stage.ts';
import { stepStage } from './stepStage.ts';
import type { Through } from './useStage.ts';

/** `done` once the verdict is as expected, or overridden. */
export function verdictGateStage(state: RunState, step: UsedStep, through: Through): Stage {
  if (!isSettled(state, step)) return stepStage(state, step, through);
  const reason = unmet(state, step);
  if (reason === undefined) return done;
  const { verdict } = step;
  if (verdict?.override === undefined) return { is: 'failed', reason };
  return overrideStage(state, step, reason, verdict.override);
}

/** Why the verdict is not as expected, or undefined. What can't be judged is not as expected. */
function unmet(state: RunState, step: UsedStep): Message | undefined {
  const [failed] = failedCells(state, step);
  if (failed !== undefined) return failed.settled?.reason ?? { code: 'run.step.failed', args: { step: step.id } };
  const found = state.uses[step.id]?.ended?.verdict;
  const scope = scopeOf(state, { at: { frame: step.at.frame, roles: undefined, rounds: [] } });
  const judged = evaluate(
    step.verdict?.expect ?? 'false',
    found?.id === undefined ? scope : { ...scope, verdict: found.id },
  );
  if ('value' in judged && judged.value === true) return undefined;
  return {
    code: 'run.verdict.unmet',
    args: { expect: step.verdict?.expect ?? '', verdict: titleOf(found) },
  };
}

function titleOf(verdict: VerdictResult | undefined): LocalText {
  if (verdict?.id === undefined) return localText({ code: 'views.triage.inconclusive' });
  return verdict.title ?? verdict.id;
}

/** In spite of it: only by typing, and kept on record like every confirmation. */
function overrideStage(state: RunState, step: UsedStep, reason: Message, override: string): Stage {
  if (state.mode === 'plan') return { is: 'failed', reason };
  const scope = scopeOf(state, { at: { frame: step.at.frame, roles: undefined, rounds: [] } });
  const type = render(override, scope);
  if ('problem' in type) return { is: 'failed', reason: type.problem };
  const confirm = state.confirms[attemptKey(step.id, 1)];
  const prepared = preparedFor(state, step.id);
  if (confirm?.answer !== undefined) return confirm.answer.yes ? done : { is: 'failed', reason };
  if (!state.interactive && prepared === undefined) {
    return { is: 'failed', reason: { code: 'run.verdict.override', args: { step: step.id, text: type.text } } };
  }
  if (confirm?.asked === undefined) {
    return working({ kind: 'record', event: question(step, reason, type.text) });
  }
  return working({
    kind: 'ask',
    key: `ask:${attemptKey(step.id, 1)}`,
    question: { kind: 'confirm', asked: confirm.asked },
    prepared,
  });
}

function question(step: UsedStep, reason: Message, mustType: string): RunEventOf<'confirmAsked'> {
  const content = {
    step: step.id,
    attempt: 1,
    hosts: step.hosts,
    message: localText(reason),
    mustType,
    shown: [],
    scripts: [],
  };
  return { type: 'confirmAsked', ...content, digest: digestOf(content) };
}
