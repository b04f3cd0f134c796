// Options that say how hosts are reached.
import { scenarios } from '../../runbooks/index.ts';
import type { Invocation, OptionSpec } from '../Command.ts';
import { oneOf } from '../oneOf.ts';

export interface HostOptions {
  /** Fingerprints (`SHA256:…`) of unknown host keys that are accepted. */
  readonly acceptHostKeys: readonly string[];
  /** What is wrong with the practice host. */
  readonly scenario: (typeof scenarios)[number];
}

export const hostOptionSpecs = {
  'accept-host-key': { value: 'SHA256:…', repeated: true, help: 'cli.option.acceptHostKey' },
  scenario: { value: scenarios.join('|'), help: 'cli.option.scenario' },
} as const satisfies Record<string, OptionSpec>;

/** Reads them. Throws a CommandError for a scenario that there isn't. */
export function hostOptionsOf(invocation: Invocation): HostOptions {
  return {
    acceptHostKeys: invocation.values('accept-host-key'),
    scenario: oneOf(scenarios, '--scenario', invocation.value('scenario') ?? scenarios[0]),
  };
}
