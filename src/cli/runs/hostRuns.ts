// What a host knows of runs, or a sentence that says why that can't be told.
import { readHostRuns, type Host, type HostRuns } from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';

/** Reads it. Throws a {@link CommandError} where the connection goes. */
export async function hostRuns(host: Host): Promise<HostRuns> {
  const runs = await readHostRuns(host);
  if (!('lost' in runs)) return runs;
  const args = { host: host.identity.name, reason: runs.lost };
  throw new CommandError(exitCodes.unknown, { code: 'shell.lost', args });
}
