// Where the runbooks are that come with the command.
import { fileURLToPath } from 'node:url';

/** The folder `runbooks/` beside `src/` and `dist/`: this file is as deep in the one as the built command is in the other. */
export const shippedFolder = fileURLToPath(new URL('../../runbooks', import.meta.url));
