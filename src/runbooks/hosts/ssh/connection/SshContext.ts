// What all connections of one engine share: the options with their defaults, and the queues.
import { lookup } from 'node:dns/promises';
import { join } from 'node:path';
import type { Message } from '../../../texts/Message.ts';
import { SigningQueue } from '../agent/SigningQueue.ts';
import type { ConfigFiles } from '../config/ConfigFiles.ts';
import { diskFiles } from '../config/diskFiles.ts';
import type { ResolveOptions } from '../config/resolveHost.ts';
import { thisMachine } from '../Machine.ts';
import type { Machine } from '../Machine.ts';
import { Semaphore } from './Semaphore.ts';
import type { SshOptions } from './SshOptions.ts';

export interface SshContext {
  readonly options: SshOptions;
  readonly machine: Machine;
  readonly files: ConfigFiles;
  readonly resolving: ResolveOptions;
  readonly signing: SigningQueue;
  /** Handshakes cost this machine's time: those of all hosts, once their servers have taken the call. */
  readonly handshakes: Semaphore;
  /** Logins under way at one server, which takes `MaxStartups` of them. */
  startupsAt(address: string): Semaphore;
  /** Texts of proxy commands that were approved. */
  readonly approved: Set<string>;
  note(message: Message): void;
}

const HANDSHAKES = 16;
const STARTUPS = 8;

/** Fills in the defaults. */
export function sshContext(options: SshOptions): SshContext {
  const machine = options.machine ?? thisMachine();
  const files = options.files ?? diskFiles;
  const noted = new Set<string>();
  const startups = new Map<string, Semaphore>();
  const system = options.systemConfig ?? (machine.platform === 'win32' ? 'none' : '/etc/ssh/ssh_config');
  return {
    options,
    machine,
    files,
    resolving: {
      machine,
      files,
      userConfig: options.userConfig ?? join(machine.home, '.ssh', 'config'),
      ...(system === 'none' ? {} : { systemConfig: system }),
      exists: (name) =>
        lookup(name).then(
          () => true,
          () => false,
        ),
    },
    signing: new SigningQueue(),
    handshakes: new Semaphore(HANDSHAKES),
    startupsAt: (address) => {
      const known = startups.get(address);
      if (known !== undefined) return known;
      const places = new Semaphore(options.startups ?? STARTUPS);
      startups.set(address, places);
      return places;
    },
    approved: new Set(),
    note: (message) => {
      const text = JSON.stringify(message);
      if (noted.has(text)) return;
      noted.add(text);
      options.onNote?.(message);
    },
  };
}
