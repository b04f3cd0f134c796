// What is looked at before a step does anything: its check, its file, its gates as they are now, and what a person will be shown.
import { evaluate } from '../../language/cel/evaluate.ts';
import { unusableBecause } from '../../gates/unusableBecause.ts';
import { fileVariables } from '../file/fileVariables.ts';
import { inspectFileScript } from '../file/fileScripts.ts';
import { readInspection } from '../file/readInspection.ts';
import type { Intent } from '../Intent.ts';
import { mentions } from '../mentions.ts';
import { shellVariables } from '../scopeOf.ts';
import { gateTexts } from '../stepTexts.ts';
import type { ReadRef } from '../Event.ts';
import type { Message } from '../../texts/Message.ts';
import { gateRefs } from './stepGates.ts';
import { gateStage } from './gateStage.ts';
import { readOf, type Spot } from './Spot.ts';
import { stepTimeout } from './stepTimeout.ts';

export type Look =
  | { readonly is: 'working'; readonly intents: readonly Intent[] }
  | { readonly is: 'alreadySo' }
  | { readonly is: 'toDo'; readonly diff?: string }
  | { readonly is: 'failed'; readonly reason: Message };

/** Looks before the step. With `planning`, only at what a plan shows: check and file. */
export function lookStage(spot: Spot, planning = false): Look {
  const intents: Intent[] = [...checkIntents(spot), ...fileIntents(spot)];
  if (!planning) intents.push(...beforeIntents(spot), ...showIntents(spot));
  const problem = problemOf(spot);
  if (problem !== undefined) return { is: 'failed', reason: problem };
  if (intents.length > 0) return { is: 'working', intents };

  const check = readOf(spot, 'check');
  if (check !== undefined) {
    const broken = unusableBecause(check);
    if (broken !== undefined && !('code' in check.exit && check.unusable !== undefined)) {
      return { is: 'failed', reason: { code: 'run.check.broken', args: { exit: exitText(check.exit) } } };
    }
    if ('code' in check.exit && check.exit.code === 0) return { is: 'alreadySo' };
  }
  const seen = readOf(spot, 'file');
  if ('file' in spot.step && seen !== undefined) {
    const bound = fileVariables(spot.step, spot.scope, '');
    if ('problem' in bound) return { is: 'failed', reason: bound.problem };
    const inspection = readInspection(seen, bound.variables);
    if (inspection.is === 'refused') return { is: 'failed', reason: inspection.reason };
    return inspection.is === 'same' ? { is: 'alreadySo' } : { is: 'toDo', diff: inspection.diff };
  }
  return { is: 'toDo' };
}

/** Whether the step asks here, as far as its `when` can tell: an expression that fails means that it does. */
export function confirmWanted(spot: Spot): boolean {
  const { confirm } = spot.step;
  if (confirm === undefined) return false;
  if (confirm.when === undefined) return true;
  const wanted = evaluate(confirm.when, spot.scope);
  return !('value' in wanted && wanted.value === false);
}

function problemOf(spot: Spot): Message | undefined {
  if (!('file' in spot.step)) return undefined;
  const bound = fileVariables(spot.step, spot.scope, '');
  return 'problem' in bound ? bound.problem : undefined;
}

/** A read of this attempt that has not ended yet. */
export function readIntents(
  spot: Spot,
  part: ReadRef['part'],
  index: number,
  script: string,
  extra: Readonly<Record<string, string>> = {},
  redact: readonly string[] = [],
): Intent[] {
  if (readOf(spot, part, index) !== undefined) return [];
  const ref: ReadRef = { ...spot.where, part, index };
  const { step } = spot;
  return [
    {
      kind: 'read',
      key: `read:${spot.where.step}@${spot.host}#${String(spot.attempt.number)}:${part}.${String(index)}`,
      ref,
      redact: [...step.redact, ...redact],
      evidence: part === 'run' && 'run' in step ? step.evidence : undefined,
      command: {
        script,
        variables: { ...shellVariables(spot.state, { at: step.at, host: spot.host, step: step.id }), ...extra },
        become: step.become ?? step.at.frame.runbook.defaults.become,
        timeout: stepTimeout(spot),
      },
    },
  ];
}

function checkIntents(spot: Spot): Intent[] {
  return spot.step.check === undefined ? [] : readIntents(spot, 'check', 0, spot.step.check);
}

function fileIntents(spot: Spot): Intent[] {
  if (!('file' in spot.step)) return [];
  const bound = fileVariables(spot.step, spot.scope, '');
  return 'problem' in bound ? [] : readIntents(spot, 'file', 0, inspectFileScript, bound.variables);
}

/** The step's own gates as they are before it: one that is green already will prove nothing. */
function beforeIntents(spot: Spot): Intent[] {
  const own = new Set(Object.keys(spot.step.capture));
  return spot.step.verify.flatMap((gate, index) => {
    if (mentions(gateTexts(gate), own)) return [];
    return gateRefs(spot, 'before', index).flatMap((ref) => {
      const stage = gateStage(spot.state, ref);
      return stage.is === 'working' ? [...stage.intents] : [];
    });
  });
}

function showIntents(spot: Spot): Intent[] {
  if (!confirmWanted(spot)) return [];
  return (spot.step.confirm?.show ?? []).flatMap((show, index) =>
    readIntents(spot, 'show', index, show.run, {}, show.redact),
  );
}

function exitText(exit: object): string {
  return Object.entries(exit)
    .map(([key, value]) => `${key} ${String(value)}`)
    .join();
}
