// Keys that every step may have by the schema and that say nothing on some.
import type { PlainStep } from './parts.ts';

/** What a step does; one that only looks is a kind of its own. */
export type StepKind = 'run' | 'read' | 'file' | 'manual' | 'use';

/** Keys that a schema shared by all steps lets through and that mean nothing on some. */
export const MEANINGLESS: Readonly<Record<StepKind, readonly (keyof PlainStep)[]>> = {
  run: [],
  read: ['limit', 'undo'],
  file: ['capture', 'undo'],
  manual: ['confirm', 'limit', 'capture', 'undo', 'timeout', 'parallel'],
  use: ['limit', 'undo', 'timeout', 'check', 'target', 'become', 'parallel'],
};
