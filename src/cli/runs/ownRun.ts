// Takes a run for this process, or says who has it.
import { ownRun as own, type StoredRun } from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';

/** What is returned gives it back. Throws a {@link CommandError} while another process that lives has it. */
export async function ownRun({ id, folder }: StoredRun): Promise<() => Promise<void>> {
  const owned = await own(folder);
  if ('release' in owned) return owned.release;
  throw new CommandError(exitCodes.blocked, { code: 'cli.resume.owned', args: { id, pid: owned.owner } });
}
