// The Host port over an open connection: which shell does what.
import type { Command, Connected, ExecOptions, Exit, Host, HostIdentity, OutputChunk } from '../Host.ts';
import { HostRefusal } from '../HostRefusal.ts';
import type { LeaseProof } from '../HostLeases.ts';
import type { Channels } from './Channels.ts';
import { createJournals } from './journal/createJournals.ts';
import { createLeases } from './lease/createLeases.ts';
import { leaseGuard } from './lease/leaseGuard.ts';
import { createProbes } from './shell/createProbes.ts';
import type { Probes } from './shell/createProbes.ts';
import { openShell } from './shell/openShell.ts';
import type { Shell } from './shell/openShell.ts';
import { probeScript } from './shell/probeScript.ts';
import { acknowledgeScript } from './spool/acknowledgeScript.ts';
import { createSpool, spoolSetup } from './spool/createSpool.ts';
import type { Spool } from './spool/createSpool.ts';
import { killScript } from './spool/killScript.ts';

type Become = Command['become'];
interface Lost {
  readonly lost: string;
}

export interface SshHostOptions {
  /** Milliseconds that a new shell on the host may take to answer. */
  readonly patience?: number;
  /** Tests only: the state folder, on any file system. */
  readonly stateFolder?: string;
  /** Tests only: kibibytes of a step's output that the host keeps at most. */
  readonly spoolCap?: number;
}

const PATIENCE = 30_000;
/** Ending a spool takes eleven seconds at most. */
const KILL_TIMEOUT = 60_000;
const ASK_TIMEOUT = 30_000;

const factsScript = `
gr_machine= gr_boot=
[ ! -r /etc/machine-id ] || read -r gr_machine </etc/machine-id
[ ! -r /proc/sys/kernel/random/boot_id ] || read -r gr_boot </proc/sys/kernel/random/boot_id
gr_facts="$gr_machine
$gr_boot
$(id -u)
$(id -un)"
`;

/**
 * The host behind `channels`, once its shell has said who it is. It opens four channels at most, each when first needed: probes as
 * the login, probes as root, guards (as whoever watches first), and the spool (as whoever changes something now).
 */
export async function createSshHost(
  channels: Channels,
  known: Omit<HostIdentity, 'machineId' | 'bootId'>,
  options: SshHostOptions = {},
): Promise<Connected> {
  const patience = options.patience ?? PATIENCE;
  const about = { host: known.name, patience };
  let first: Shell | Lost;
  try {
    first = await openShell(channels, { ...about, become: 'login', login: '', setup: `${probeScript}${factsScript}` });
  } catch (error) {
    if (error instanceof HostRefusal) return { failure: error.refusal, final: true };
    throw error;
  }
  if (!('write' in first)) {
    return { failure: { code: 'shell.lost', args: { host: known.name, reason: first.lost } }, final: false };
  }
  const [machineId = '', bootId = '', uid = '', login = ''] = first.facts;
  const isRoot = uid === '0';
  const as = (become: Become): Become => (isRoot ? 'login' : become);
  const state = (become: Become) => ({
    become: isRoot ? 'root' : become,
    ...(options.stateFolder === undefined ? {} : { folder: options.stateFolder }),
  });

  const lanes = new Map<string, Promise<Probes | Lost>>();
  const keep = (name: string, opening: Promise<Probes | Lost>): Promise<Probes | Lost> => {
    lanes.set(name, opening);
    const forget = (): void => {
      if (lanes.get(name) === opening) lanes.delete(name);
    };
    opening.then((lane) => ('run' in lane ? void lane.lost.then(forget) : forget()), forget);
    return opening;
  };
  const openProbes = async (become: Become): Promise<Probes | Lost> => {
    const shell = await openShell(channels, { ...about, become, login, setup: probeScript });
    return 'write' in shell ? createProbes(shell) : shell;
  };
  void keep('login', Promise.resolve(createProbes(first)));
  let guardsAs: Become | undefined;
  const laneOf = (become: Become, lane: ExecOptions['lane']): Promise<Probes | Lost> => {
    const isGuard = lane === 'guard' && (guardsAs ??= as(become)) === as(become);
    const name = isGuard ? 'guard' : as(become);
    return lanes.get(name) ?? keep(name, openProbes(as(become)));
  };
  const exec = async (command: Command, execOptions: ExecOptions): Promise<Exit> => {
    const lane = await laneOf(command.become, execOptions.lane);
    return 'run' in lane ? lane.run(command, execOptions) : lane;
  };

  /** Ahead of what must not be done any more under a lease that is another's. */
  const guard = (lease: LeaseProof | undefined, become: Become): string => {
    const where = state(become);
    const number = lease?.numbers[where.become];
    return lease === undefined || number === undefined ? '' : leaseGuard(lease.token, number, where);
  };
  const kill = async (spool: string, become: Become, lease?: LeaseProof): Promise<{ readonly proven: boolean }> => {
    const script = `${guard(lease, become)}${killScript(spool, state(become))}`;
    const exit = await exec({ script, variables: {}, become, timeout: KILL_TIMEOUT }, { onOutput: () => undefined });
    return { proven: 'code' in exit && exit.code === 0 };
  };

  /** What a script of ours prints. */
  const ask = async (script: string, become: Become): Promise<{ readonly printed: Uint8Array } | Lost> => {
    let printed: Uint8Array = new Uint8Array();
    const onOutput = ({ stream, bytes }: OutputChunk): void => {
      if (stream === 'stdout') printed = Buffer.concat([printed, bytes]);
    };
    const exit = await exec({ script, variables: {}, become, timeout: ASK_TIMEOUT }, { onOutput });
    return 'lost' in exit ? exit : { printed };
  };

  let spool: { readonly become: Become; readonly opened: Spool } | undefined;
  const dropSpool = (opened: Spool): void => {
    if (spool?.opened === opened) spool = undefined;
    opened.close();
  };
  const spoolOf = async (become: Become): Promise<Spool | Lost> => {
    if (spool?.become === as(become)) return spool.opened;
    if (spool !== undefined) dropSpool(spool.opened);
    const shell = await openShell(channels, { ...about, become: as(become), login, setup: spoolSetup(state(become)) });
    if (!('write' in shell)) return shell;
    const opened = createSpool(shell, state(become).become, options.spoolCap);
    spool = { become: as(become), opened };
    void opened.lost.then(() => dropSpool(opened));
    return opened;
  };
  let turn: Promise<unknown> = Promise.resolve();
  /** One step is followed at a time; the next waits. */
  const follow = <T>(become: Become, work: (opened: Spool) => Promise<T>): Promise<T | Lost> => {
    const mine = turn.then(async () => {
      const opened = await spoolOf(become);
      if (!('launch' in opened)) return opened;
      try {
        return await work(opened);
      } catch (error) {
        // A refusal is a whole answer; after a reader's failure the rest of one is still on its way.
        if (!(error instanceof HostRefusal)) dropSpool(opened);
        throw error;
      }
    });
    turn = mine.catch(() => undefined);
    return mine;
  };

  const host: Host = {
    identity: { ...known, machineId, bootId },
    exec,
    launch: (command, request, launchOptions) =>
      follow(command.become, (opened) => opened.launch(command, request, launchOptions)),
    attach: async (name, become, from, attachOptions) => {
      const found = await follow(become, (opened) => opened.attach(name, from, attachOptions));
      return 'lost' in found ? { exit: found } : found;
    },
    kill,
    acknowledge: async (name, become, lease) => {
      const script = `${guard(lease, become)}${acknowledgeScript(name, state(become))}`;
      await exec({ script, variables: {}, become, timeout: KILL_TIMEOUT }, { onOutput: () => undefined });
    },
    leases: createLeases({ ask, state }),
    journals: createJournals({ ask, state }),
    lost: channels.lost,
    close: async () => {
      spool?.opened.close();
      for (const lane of await Promise.allSettled(lanes.values())) {
        if (lane.status === 'fulfilled' && 'close' in lane.value) lane.value.close();
      }
      await channels.close();
    },
  };
  return { host };
}
