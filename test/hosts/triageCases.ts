// The faults that the triage has to tell apart, what it has to call each, and why.
import type { BootedHost } from './bootHost.ts';
import * as faults from './faults.ts';
import { skyblock } from './freshDaemon.ts';
import type { Generation } from './installDaemon.ts';

export interface TriageCase {
  readonly fault: string;
  readonly generation: Generation;
  readonly make: (host: BootedHost) => Promise<unknown>;
  readonly verdict: string;
  /** What has to be among its evidence. */
  readonly because: RegExp;
  readonly next?: string;
  /** Rows that could not be excluded. */
  readonly notExcluded?: readonly string[];
}

const recover = 'mcsmanager/recover-daemon';
const eat = (host: BootedHost): Promise<void> => faults.eatMemory(host, skyblock.uuid);

/** What memory and processor do to it, and nothing at all. */
export const memoryCases: readonly TriageCase[] = [
  {
    fault: 'nothing at all',
    generation: 'current',
    make: () => Promise.resolve(),
    verdict: 'healthy',
    because: /"active"/,
  },
  {
    fault: "an instance eats the host's memory",
    generation: '2024',
    make: eat,
    verdict: 'instance_ate_memory',
    because: /constraint=CONSTRAINT_NONE.*task=python3.*Failed with result 'oom-kill'/,
    next: recover,
  },
  {
    fault: "an instance eats the host's memory, and systemd starts the daemon again",
    generation: 'current',
    make: eat,
    verdict: 'instance_ate_memory_back',
    because: /constraint=CONSTRAINT_NONE.*task=python3/,
    next: 'linux/tune-oom',
  },
  {
    fault: 'an instance is killed and the daemon survives',
    generation: 'current',
    make: async (host) => {
      await faults.setUnit(host, 'Service', 'OOMPolicy=continue');
      await eat(host);
    },
    verdict: 'instance_killed',
    because: /task=python3/,
    next: 'mcsmanager/analyse-memory',
  },
  {
    fault: 'an instance hits MemoryMax',
    generation: 'current',
    make: async (host) => {
      await faults.setUnit(host, 'Service', 'OOMPolicy=continue\nMemoryMax=150M');
      await eat(host);
    },
    verdict: 'cgroup_limit',
    because: /constraint=CONSTRAINT_MEMCG/,
    next: 'linux/tune-oom',
  },
  {
    fault: 'the daemon leaks',
    generation: '2024',
    make: faults.leakMemory,
    verdict: 'daemon_ate_memory',
    because: /task=node.*Main process exited, code=killed, status=9\/KILL/,
    next: recover,
  },
  {
    fault: 'the daemon fills its JavaScript heap',
    generation: '2024',
    make: faults.fillHeap,
    verdict: 'heap',
    because: /JavaScript heap out of memory/,
    next: recover,
  },
  {
    fault: 'the CPU is starved',
    generation: '2024',
    make: faults.starve,
    verdict: 'starved',
    because: /Busiest.*sh \(PID \d+\)/,
    next: 'linux/install-monitoring',
  },
  {
    fault: 'the event loop hangs, on a host without curl and wget',
    generation: 'current',
    make: async (host) => {
      await faults.hideClients(host, ['curl', 'wget']);
      await faults.hang(host);
    },
    verdict: 'hung',
    because: /no answer in 5 s.*"T"/,
    next: recover,
  },
];

/** What the host does to it, and hosts that tell little. */
export const hostCases: readonly TriageCase[] = [
  {
    fault: 'another process takes the port, on a host without curl',
    generation: '2024',
    make: async (host) => {
      await faults.hideClients(host, ['curl']);
      await faults.takePort(host);
    },
    verdict: 'port_taken',
    because: /somebody else: nc \(PID \d+\)/,
  },
  {
    fault: 'the disk is full',
    generation: '2024',
    make: faults.fillDisk,
    verdict: 'disk_full',
    because: /Space used in %.*"100"/,
  },
  {
    fault: 'the inodes are used up',
    generation: '2024',
    make: faults.exhaustInodes,
    verdict: 'disk_full',
    because: /Inodes used in %.*"100"/,
  },
  {
    fault: 'the storage does not answer',
    generation: '2024',
    make: faults.freezeStorage,
    verdict: 'storage',
    because: /node \(PID \d+\)/,
  },
  {
    fault: 'the start limit is hit',
    generation: 'current',
    make: faults.failToStart,
    verdict: 'start_loop',
    because: /tart request repeated/,
    next: recover,
  },
  {
    fault: 'global.json is empty',
    generation: '2024',
    make: faults.loseSettings,
    verdict: 'settings_lost',
    because: /"empty"/,
  },
  {
    fault: 'global.json was empty when it started',
    generation: 'current',
    make: faults.remakeSettings,
    verdict: 'new_key',
    because: /Failed to parse data\/Config\/global\.json/,
  },
  {
    fault: 'instances outlive the daemon',
    generation: '2024',
    make: faults.orphanInstances,
    verdict: 'orphans',
    because: /python3 \(PID \d+\) in \/opt\/mcsmanager/,
  },
  {
    fault: 'a Docker instance hits its own limit',
    generation: 'current',
    make: faults.killContainer,
    verdict: 'container_killed',
    because: /lobby exited, killed for memory: yes.*limit: 24 MiB/,
  },
  {
    fault: 'it dies, on a host with /etc read-only',
    generation: '2024',
    make: async (host) => {
      await faults.protectEtc(host);
      await faults.die(host);
    },
    verdict: 'failed',
    because: /"signal"/,
    next: recover,
  },
  {
    fault: 'an instance eats the memory, and there is no journal',
    generation: '2024',
    make: async (host) => {
      await faults.dropJournal(host);
      await eat(host);
    },
    verdict: 'instance_ate_memory',
    because: /task=python3/,
    next: recover,
  },
  {
    fault: 'an instance eats the memory, and neither journal nor kernel log is left',
    generation: '2024',
    make: async (host) => {
      await faults.dropJournal(host);
      await eat(host);
      await faults.forgetKernelLog(host);
    },
    verdict: 'killed_for_memory',
    because: /"oom-kill"/,
    next: recover,
    notExcluded: ['cgroup_limit', 'daemon_ate_memory', 'instance_ate_memory'],
  },
  {
    fault: 'it dies, and neither journal nor kernel log is left',
    generation: '2024',
    make: async (host) => {
      await faults.dropJournal(host);
      await faults.die(host);
      await faults.forgetKernelLog(host);
    },
    verdict: 'failed',
    because: /"signal"/,
    next: recover,
    notExcluded: ['daemon_ate_memory', 'heap', 'start_loop'],
  },
];
