// Carries out intents: the only place of a run that touches the world.
import { setMaxListeners } from 'node:events';
import type { Host } from '../../hosts/Host.ts';
import type { Intent } from '../Intent.ts';
import type { Mailbox } from '../Mailbox.ts';
import type { Ports } from '../Ports.ts';
import type { RunState } from '../RunState.ts';
import { askPerson } from './askPerson.ts';
import { createJournalCopy } from './createJournalCopy.ts';
import { createLauncher } from './createLauncher.ts';
import { createLeaseKeeper } from './createLeaseKeeper.ts';
import type { Looking } from './Looking.ts';
import { readHost } from './readHost.ts';
import { redactors } from './redactors.ts';
import { sampleGate } from './sampleGate.ts';

type Effect = Exclude<Intent, { kind: 'record' }>;

export interface Effects {
  /** Resolves when the effect is over; what came of it was posted. Rejects when the run can't be kept on record. */
  perform(intent: Effect): Promise<void>;
  /** Ends reads, samples, questions and waits; what changes a host goes on. */
  stopLooking(): void;
  /** Closes all connections. Detached steps go on on their hosts. */
  close(): Promise<void>;
}

/** The effects of one run. `state` gives the state as it is when an effect ends. */
export function createEffects(ports: Ports, mailbox: Mailbox, state: () => RunState): Effects {
  const hosts = new Map<string, Host>();
  const looking = new AbortController();
  const all = new AbortController();
  // Every probe under way listens to one of them.
  setMaxListeners(0, looking.signal, all.signal);
  const redactor = redactors(ports, state);

  const lost = async (name: string, host: Host, reason: string): Promise<void> => {
    if (hosts.get(name) !== host) return;
    hosts.delete(name);
    await mailbox.post({ type: 'hostLost', host: name, reason });
  };
  const context: Looking = {
    ports,
    mailbox,
    state,
    redactor,
    signal: looking.signal,
    host: (name) => hosts.get(name),
    lost,
  };
  const letGo = async (name: string): Promise<void> => {
    const host = hosts.get(name);
    hosts.delete(name);
    await host?.close();
  };
  const copy = createJournalCopy(context);
  const leases = createLeaseKeeper(context, copy, letGo);
  const launcher = createLauncher({ ...context, signal: all.signal }, leases, copy);

  const connect = async (name: string, delay: number): Promise<void> => {
    // A cancel ends the wait for the next try, and not the waits after it.
    const patience = looking.signal.aborted ? all.signal : looking.signal;
    if (delay > 0) await ports.clock.until(ports.clock.now() + delay, patience);
    if (looking.signal.aborted && !hasToBringToAnEnd(state())) return;
    const connected = await ports.connect(
      name,
      all.signal,
      (key) => void mailbox.post({ type: 'agentAsked', host: name, key }),
    );
    if ('failure' in connected) {
      await mailbox.post({ type: 'hostRefused', host: name, failure: connected.failure, final: connected.final });
      return;
    }
    const { host } = connected;
    hosts.set(name, host);
    if (!(await leases.isStillOurs(name, host))) return;
    void host.lost.then((reason) => lost(name, host, reason));
    const { address, jumps, machineId, bootId, hostKey, agentKey } = host.identity;
    await mailbox.post({ type: 'hostConnected', host: name, address, jumps, machineId, bootId, hostKey, agentKey });
  };

  return {
    async perform(intent) {
      switch (intent.kind) {
        case 'connect':
          return connect(intent.host, intent.delay);
        case 'read':
          return readHost(context, intent);
        case 'sample':
          return sampleGate(context, intent);
        case 'takeLease':
          return leases.take(intent);
        case 'awaitLease':
          return leases.wait(intent);
        case 'releaseLease':
          return leases.release(intent);
        case 'launch':
          return launcher.launch(intent);
        case 'attach':
          return launcher.attach(intent);
        case 'kill':
          return launcher.kill(intent);
        case 'ask':
          return askPerson(context, intent);
        case 'wait':
          await ports.clock.until(intent.due, looking.signal);
          if (!looking.signal.aborted) await mailbox.post({ type: 'timerFired', timer: intent.timer, due: intent.due });
          return;
      }
    },
    stopLooking() {
      looking.abort();
    },
    async close() {
      leases.close();
      looking.abort();
      await copy.close();
      all.abort();
      const open = [...hosts.values()];
      hosts.clear();
      await Promise.all(open.map((host) => host.close()));
    },
  };
}

/** What was started has to be ended and looked after, and a lease to be given back, also by a run that is cancelled. */
function hasToBringToAnEnd({ launches, leases }: RunState): boolean {
  return launches > 0 || Object.values(leases).some(({ is }) => is === 'held');
}
