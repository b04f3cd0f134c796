// `describe` for tests that need the editor: counted as skipped where there is none.
import { describe, inject } from 'vitest';

/** What is missing, and its cure, is in the table that `npm test` prints first. */
export const whenEditor = describe.skipIf(inject('editor') === null);
