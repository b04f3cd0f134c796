// Brings up the practice host, or says why it can't be had here.
import { practiceAvailability, startPractice, type Practice } from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import type { HostOptions } from './hostOptions.ts';

/** The host, up. Throws a {@link CommandError} on systems where the runbooks' commands don't exist. */
export async function openPractice(scenario: HostOptions['scenario']): Promise<Practice> {
  const { kind, reason, cure } = practiceAvailability();
  if (kind === 'replayOnly') {
    throw new CommandError(exitCodes.blocked, reason, ...(cure === undefined ? [] : [cure]));
  }
  return startPractice({ scenario });
}
