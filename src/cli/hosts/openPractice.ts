// Brings up the practice hosts that a scenario has, or says why they can't be had here.
import {
  practiceAvailability,
  startPractice,
  startPracticePair,
  type Message,
  type PracticeHost,
} from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import { isOfPair, type AnyScenario } from './scenarioNames.ts';

export interface OpenedPractice {
  readonly hosts: readonly PracticeHost[];
  readonly simulation: Message;
  close(): Promise<void>;
}

/** The hosts, up. Throws a {@link CommandError} on systems where the runbooks' commands don't exist. */
export async function openPractice(scenario: AnyScenario): Promise<OpenedPractice> {
  const { kind, reason, cure } = practiceAvailability();
  if (kind === 'replayOnly') {
    throw new CommandError(exitCodes.blocked, reason, ...(cure === undefined ? [] : [cure]));
  }
  if (isOfPair(scenario)) return startPracticePair({ scenario });
  const practice = await startPractice({ scenario });
  return { hosts: [practice], simulation: practice.simulation, close: () => practice.close() };
}
