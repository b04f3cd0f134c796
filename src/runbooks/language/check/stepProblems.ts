// Steps that can't do what they say, or that say nothing about whether they did.
import type { Locator } from '../document/Locator.ts';
import type { Path } from '../document/Node.ts';
import type { Problem } from '../document/Problem.ts';
import type { Runbook } from '../schema.ts';
import { MEANINGLESS } from './meaninglessKeys.ts';
import type { StepKind } from './meaninglessKeys.ts';
import { plainSteps } from './parts.ts';
import type { PlainStep } from './parts.ts';

/** Problems of single steps, and of a rollback that has nothing to undo. */
export function stepProblems(runbook: Runbook, locator: Locator): Problem[] {
  let undoable = false;
  return [...plainSteps(runbook)].flatMap(({ part: step, path }) => {
    undoable ||= hasUndo(step);
    const nothingToUndo = step.onFailure.then === 'rollback' && !undoable && locator.isWhole(['steps']);
    return [
      ...meaningless(step, path, locator),
      ...(locator.isWhole(path) ? lacking(step, path, locator) : []),
      ...(nothingToUndo
        ? [{ code: 'language.rollbackWithoutUndo' as const, span: locator.at([...path, 'onFailure', 'then']) }]
        : []),
    ];
  });
}

function hasUndo(step: PlainStep): boolean {
  return 'file' in step || (typeof step.undo === 'object' && 'run' in step.undo);
}

function kindOf(step: PlainStep): StepKind {
  if ('file' in step) return 'file';
  if ('manual' in step) return 'manual';
  if ('use' in step) return 'use';
  return step.effect === 'read' ? 'read' : 'run';
}

function meaningless(step: PlainStep, path: Path, locator: Locator): Problem[] {
  const kind = kindOf(step);
  const problems = MEANINGLESS[kind].flatMap((key): Problem[] => {
    if (!isGiven(step, key) || isStatement(step, key)) return [];
    return [{ code: 'language.meaninglessKey', span: locator.key([...path, key]), args: { key, kind } }];
  });
  if (kind === 'file' && step.effect === 'read') {
    problems.push({ code: 'language.readThatChanges', span: locator.at([...path, 'effect']) });
  }
  return problems;
}

function isGiven(step: PlainStep, key: keyof PlainStep): boolean {
  return key === 'capture' ? Object.keys(step.capture).length > 0 : step[key] !== undefined;
}

/** `undo: none` and a boundary say something about any step that changes; only a script would be meaningless there. */
function isStatement(step: PlainStep, key: keyof PlainStep): boolean {
  if (key !== 'undo' || step.effect === 'read') return false;
  return step.undo === 'none' || (step.undo !== undefined && 'boundary' in step.undo);
}

/** What a step lacks; only to be said of one of which nothing was left out. */
function lacking(step: PlainStep, path: Path, locator: Locator): Problem[] {
  return [
    ...ofEffect(step, path, locator),
    ...ofUndo(step, path, locator),
    ...('file' in step ? ofFile(step.file, path, locator) : []),
  ];
}

function ofEffect(step: PlainStep, path: Path, locator: Locator): Problem[] {
  if (step.effect === 'destructive' && step.confirm === undefined && !('manual' in step)) {
    return [{ code: 'language.destructiveWithoutConfirm', span: locator.at([...path, 'effect']) }];
  }
  if (step.effect === 'change' && step.verify.length === 0 && !('use' in step) && !('file' in step)) {
    return [{ code: 'language.changeWithoutVerify', span: locator.at([...path, 'id']), args: { step: step.id } }];
  }
  return [];
}

function ofUndo(step: PlainStep, path: Path, locator: Locator): Problem[] {
  if (step.undo !== 'none' || step.because !== undefined || step.effect === 'read') return [];
  return [{ code: 'language.noUndoWithoutBecause', span: locator.at([...path, 'undo']) }];
}

function ofFile(file: Extract<PlainStep, { file: unknown }>['file'], path: Path, locator: Locator): Problem[] {
  if (file.absent && file.content !== undefined) {
    return [{ code: 'language.absentWithContent', span: locator.key([...path, 'file', 'content']) }];
  }
  return !file.absent && file.content === undefined
    ? [{ code: 'language.fileWithoutContent', span: locator.key([...path, 'file']) }]
    : [];
}
