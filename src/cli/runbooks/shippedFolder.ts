// Where the runbooks are that come with the command.
import { fileURLToPath } from 'node:url';

/** The folder `runbooks/` beside `src/` and `dist/`: as far away from this file as from the built command. */
export const shippedFolder = fileURLToPath(new URL('../../runbooks', import.meta.url));
