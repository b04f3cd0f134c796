// `describe` and its surroundings for tests that need the editor.
import { afterEach, describe, inject } from 'vitest';
import type { Editor } from './startEditor.ts';

/** Counted as skipped where there is no editor; what is missing, and its cure, is in the table that `npm test` prints first. */
export const whenEditor = describe.skipIf(inject('editor') === null);

/** Wherever a test failed, prints how the extensions came up, and takes a picture of the window for TEST_PICTURES. */
export function pictureFailures(editor: () => Editor | undefined): void {
  afterEach(async ({ task }) => {
    const shown = editor();
    if (task.result?.state !== 'fail' || shown === undefined) return;
    const lines = (await shown.server.extensionHostLog()).split('\n');
    console.error([`The extension host of “${task.name}”:`, ...lines.slice(-60)].join('\n'));
    await shown.picture(`failed-${task.name.replace(/\W+/g, '-')}`);
  });
}
