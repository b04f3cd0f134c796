// Options that say how hosts are reached.
import type { Invocation, OptionSpec } from '../Command.ts';
import { oneOf } from '../oneOf.ts';
import { allScenarios, type AnyScenario } from './scenarioNames.ts';

export interface HostOptions {
  /** Fingerprints (`SHA256:…`) of unknown host keys that are accepted. */
  readonly acceptHostKeys: readonly string[];
  /** What is wrong with the practice hosts; undefined leaves it to what is usual for them. */
  readonly scenario: AnyScenario | undefined;
}

export const hostOptionSpecs = {
  'accept-host-key': { value: 'SHA256:…', repeated: true, help: 'cli.option.acceptHostKey' },
  scenario: { value: allScenarios.join('|'), help: 'cli.option.scenario' },
} as const satisfies Record<string, OptionSpec>;

/** Reads them. Throws a CommandError for a scenario that there isn't. */
export function hostOptionsOf(invocation: Invocation): HostOptions {
  const scenario = invocation.value('scenario');
  return {
    acceptHostKeys: invocation.values('accept-host-key'),
    scenario: scenario === undefined ? undefined : oneOf(allScenarios, '--scenario', scenario),
  };
}
