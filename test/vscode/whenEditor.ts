// `describe` and its surroundings for tests that need the editor.
import { afterEach, describe, inject } from 'vitest';
import type { Editor } from './startEditor.ts';

/** Counted as skipped where there is no editor; what is missing, and its cure, is in the table that `npm test` prints first. */
export const whenEditor = describe.skipIf(inject('editor') === null);

/** Takes a picture of the window wherever a test failed, for TEST_PICTURES. */
export function pictureFailures(editor: () => Editor | undefined): void {
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await editor()?.picture(`failed-${task.name.replace(/\W+/g, '-')}`);
  });
}
