// From what was typed to a runbook's file: a path, or the name of a shipped one.
import { stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { nearest } from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import { listRunbooks, shippedName } from './listRunbooks.ts';
import { shippedFolder } from '../shippedFolder.ts';

export interface FoundRunbook {
  /** As reports and journals name it: `mcsmanager/recover-daemon`, or the path as it was given. */
  readonly name: string;
  readonly path: string;
  readonly shipped: boolean;
}

/** Finds it. Naming a path is the approval of that file, so nothing is guessed: what is not there is an error that says what may be meant. */
export async function findRunbook(given: string, folder: string): Promise<FoundRunbook> {
  const path = resolve(folder, given);
  if (await isFile(path)) return { name: given, path, shipped: false };
  const shipped = await listRunbooks(shippedFolder);
  const names = shipped.map((one) => shippedName(shippedFolder, one));
  const at = names.indexOf(given);
  const found = shipped[at];
  if (found !== undefined) return { name: given, path: found, shipped: true };
  const near = await listRunbooks(join(folder, 'runbooks'));
  const meant = nearest(given, [...names, ...near.map((one) => relative(folder, one))]);
  throw new CommandError(
    exitCodes.invalid,
    meant === undefined
      ? { code: 'cli.runbook.notFound', args: { given } }
      : { code: 'cli.runbook.notFoundNear', args: { given, meant } },
  );
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
