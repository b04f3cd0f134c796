// The plan in a kept run's journal, where the run meets what a command asks of it.
import { practiceNames, replay, type Plan, type RunState, type StoredRun } from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import { readRun } from './readRun.ts';

/** Throws a {@link CommandError} where the journal is broken, or the practice host it ran on is gone. `check` may throw too. */
export async function planOfRun(stored: StoredRun, check: (state: RunState) => void): Promise<Plan> {
  const { recorded, problem } = await readRun(stored);
  if (problem !== undefined) throw new CommandError(exitCodes.blocked, problem);
  const state = replay(recorded);
  check(state);
  const { plan } = state;
  if (
    Object.values(plan.roles)
      .flat()
      .some((host) => practiceNames.includes(host))
  ) {
    throw new CommandError(exitCodes.invalid, {
      code: 'cli.resume.practiceGone',
      args: { id: stored.id, runbook: plan.name },
    });
  }
  return plan;
}
