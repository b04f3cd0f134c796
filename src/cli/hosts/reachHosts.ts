// The way to the hosts of a run: SSH with the person's agent, and the practice host where it is named.
import { connectSsh, type Connect, type Practice } from '../../runbooks/index.ts';
import type { Pausable } from '../terminal/terminalPerson.ts';
import { openPractice } from './openPractice.ts';
import { sshOptionsOf, type SshAsking } from './sshOptionsOf.ts';

export interface ReachOptions extends SshAsking {
  /** Names of the hosts that will be connected. */
  readonly hosts: readonly string[];
  readonly screen: Pausable;
}

export interface ReachedHosts {
  readonly connect: Connect;
  /** Takes the practice host down again. */
  close(): Promise<void>;
}

/** Makes the way; connecting comes later. Throws a CommandError where the practice host is named and can't be had. */
export async function reachHosts(options: ReachOptions): Promise<ReachedHosts> {
  const practice = options.hosts.includes('practice') ? await openPractice(options.hostOptions.scenario) : undefined;
  if (practice !== undefined) {
    options.terminal.print(options.terminal.say(practice.simulation.code, practice.simulation.args));
  }
  const ssh = sshOptionsOf(options, options.screen);
  return {
    connect: connectSsh(practice === undefined ? ssh : { ...ssh, targets: { practice: fixedTarget(practice) } }),
    close: async () => practice?.close(),
  };
}

function fixedTarget(practice: Practice): NonNullable<Parameters<typeof connectSsh>[0]['targets']>[string] {
  const [, ...key] = practice.hostKey.line.trim().split(' ');
  return {
    host: practice.hostname,
    port: practice.port,
    user: practice.user,
    agent: practice.agentSocket,
    hostKey: key.join(' '),
  };
}
