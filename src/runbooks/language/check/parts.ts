// The parts of a runbook that are checked one by one, with their paths.
import type { Path } from '../document/Node.ts';
import type { Gate, Runbook, Step } from '../schema.ts';

/** A step that does something itself: not one that holds other steps. */
export type PlainStep = Exclude<Step, { each: string }>;

/** A part and where it is. */
export interface Part<T> {
  readonly part: T;
  readonly path: Path;
}

/** A step, and the roles whose hosts take turns around it, the outermost first. */
type Nested = Part<Step> & { readonly each: string | undefined; readonly around: readonly string[] };

/** All steps, nested ones after the one that holds them. */
export function* allSteps(steps: readonly Step[], at: Path = ['steps']): Generator<Nested> {
  yield* stepsWithin(steps, at, []);
}

function* stepsWithin(steps: readonly Step[], at: Path, around: readonly string[]): Generator<Nested> {
  for (const [index, part] of steps.entries()) {
    const path = [...at, index];
    yield { part, path, each: around.at(-1), around };
    if ('each' in part) yield* stepsWithin(part.steps, [...path, 'steps'], [...around, part.each]);
  }
}

/** All steps that do something themselves. */
export function* plainSteps(runbook: Runbook): Generator<Part<PlainStep> & { readonly each: string | undefined }> {
  for (const { part, path, each } of allSteps(runbook.steps)) if (!('each' in part)) yield { part, path, each };
}

/** All gates, guards among them, with the step they belong to. */
export function* allGates(runbook: Runbook): Generator<Part<Gate> & { readonly step?: PlainStep }> {
  for (const [index, part] of runbook.preconditions.entries()) {
    if ('run' in part) yield { part, path: ['preconditions', index] };
  }
  yield* numbered(runbook.guards, ['guards']);
  for (const { part: step, path } of plainSteps(runbook)) {
    for (const gate of numbered(step.require, [...path, 'require'])) yield { ...gate, step };
    for (const gate of numbered(step.verify, [...path, 'verify'])) yield { ...gate, step };
    if (typeof step.undo !== 'object') continue;
    for (const gate of numbered(step.undo.verify, [...path, 'undo', 'verify'])) yield { ...gate, step };
  }
  yield* numbered(runbook.postconditions, ['postconditions']);
}

function* numbered<T>(parts: readonly T[], path: Path): Generator<Part<T>> {
  for (const [index, part] of parts.entries()) yield { part, path: [...path, index] };
}
