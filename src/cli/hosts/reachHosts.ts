// The way to the hosts of a run: SSH with the person's agent, and the practice host where it is named.
import {
  connectSsh,
  pairScenarios,
  practiceNames,
  scenarios,
  type Connect,
  type PracticeHost,
} from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import type { Pausable } from '../terminal/terminalPerson.ts';
import { openPractice, type OpenedPractice } from './openPractice.ts';
import { isOfPair, type AnyScenario } from './scenarioNames.ts';
import { sshOptionsOf, type SshAsking } from './sshOptionsOf.ts';

export interface ReachOptions extends SshAsking {
  /** Names of the hosts that will be connected. */
  readonly hosts: readonly string[];
  readonly screen: Pausable;
}

export interface ReachedHosts {
  readonly connect: Connect;
  /** Takes the practice hosts down again. */
  close(): Promise<void>;
}

/** Makes the way; connecting comes later. Throws a CommandError where a practice host is named and can't be had. */
export async function reachHosts(options: ReachOptions): Promise<ReachedHosts> {
  const practice = await practiceFor(options.hosts, options.hostOptions.scenario);
  if (practice !== undefined) {
    options.terminal.print(options.terminal.say(practice.simulation.code, practice.simulation.args));
  }
  const ssh = sshOptionsOf(options, options.screen);
  const targets = Object.fromEntries(practice?.hosts.map((host) => [host.name, fixedTarget(host)]) ?? []);
  return { connect: connectSsh({ ...ssh, targets }), close: async () => practice?.close() };
}

/** Those that are named, up; without a scenario, the first that has them. */
async function practiceFor(
  hosts: readonly string[],
  given: AnyScenario | undefined,
): Promise<OpenedPractice | undefined> {
  const named = hosts.filter((host) => practiceNames.includes(host));
  if (named.length === 0) return undefined;
  const scenario = given ?? (named.includes('practice') ? scenarios[0] : pairScenarios[0]);
  const strangers = named.filter((name) => (name !== 'practice') !== isOfPair(scenario));
  if (strangers.length > 0) {
    throw new CommandError(exitCodes.invalid, {
      code: 'cli.practice.otherHosts',
      args: {
        scenario,
        hosts: isOfPair(scenario) ? 'practice-a, practice-b' : 'practice',
        given: strangers.join(', '),
      },
    });
  }
  return openPractice(scenario);
}

function fixedTarget(host: PracticeHost): NonNullable<Parameters<typeof connectSsh>[0]['targets']>[string] {
  const [, ...key] = host.hostKey.line.trim().split(' ');
  return { host: host.hostname, port: host.port, user: host.user, agent: host.agentSocket, hostKey: key.join(' ') };
}
