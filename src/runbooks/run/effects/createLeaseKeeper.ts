// Takes, waits for, renews and gives back the leases of a run's hosts.
import { randomUUID } from 'node:crypto';
import type { Host } from '../../hosts/Host.ts';
import type { LeaseHolder, LeaseProof, LeaseTaken } from '../../hosts/HostLeases.ts';
import { HostRefusal } from '../../hosts/HostRefusal.ts';
import type { Intent } from '../Intent.ts';
import { leaseStaleAfter } from '../leaseStaleAfter.ts';
import type { JournalCopy } from './createJournalCopy.ts';
import type { Looking } from './Looking.ts';

/** Milliseconds between two words that the run lives. */
const renewEvery = 20_000;
/** Milliseconds between two looks at a lease that is waited for. */
const lookEvery = 3_000;
/** A host that is lost so often while its lease is given back keeps it, and the run ends. */
const releaseTries = 3;

export interface LeaseKeeper {
  take(intent: Extract<Intent, { kind: 'takeLease' }>): Promise<void>;
  wait(intent: Extract<Intent, { kind: 'awaitLease' }>): Promise<void>;
  release(intent: Extract<Intent, { kind: 'releaseLease' }>): Promise<void>;
  /** Whether the run may still use a host that it just reached again. Where not, that was said. */
  isStillOurs(name: string, host: Host): Promise<boolean>;
  /** Says that the lease of a host is another's, and lets go of the host. */
  lose(name: string, holder?: LeaseHolder): Promise<void>;
  /** Renews no more. */
  close(): void;
}

/** `letGo` closes the connection to a host for good, without a word to the run. */
export function createLeaseKeeper(
  looking: Looking,
  copy: Pick<JournalCopy, 'begin'>,
  letGo: (name: string) => Promise<void>,
): LeaseKeeper {
  const { mailbox, ports } = looking;
  // One for the life of this process: names of the same machine share its lease, and an earlier process is fenced off.
  const token = randomUUID();
  const renewing = new Map<string, NodeJS.Timeout>();
  const lostReleases = new Map<string, number>();

  const lose = async (name: string, holder?: LeaseHolder): Promise<void> => {
    clearInterval(renewing.get(name));
    renewing.delete(name);
    await letGo(name);
    await mailbox.post({ type: 'leaseLost', host: name, ...(holder === undefined ? {} : { holder }) });
  };

  const isStillOurs = async (name: string, host: Host): Promise<boolean> => {
    const held = looking.state().leases[name];
    if (held?.is !== 'held') return true;
    const answer = await host.leases.renew(held.lease).catch(refusalOf);
    if (!('gone' in answer)) return true;
    await lose(name, answer.gone);
    return false;
  };

  const renew = (name: string): void => {
    clearInterval(renewing.get(name));
    const again = setInterval(() => {
      const host = looking.host(name);
      // What goes wrong in between is said by whoever needs the host next.
      if (host !== undefined) void isStillOurs(name, host);
    }, renewEvery);
    again.unref();
    renewing.set(name, again);
  };

  const ask = (host: Host, intent: Extract<Intent, { kind: 'takeLease' }>, over?: string): Promise<LeaseTaken> => {
    const { runId, plan } = looking.state();
    const request = { token, become: intent.become, run: runId, runbook: plan.name, by: ports.person.name };
    return host.leases.take(over === undefined ? request : { ...request, over });
  };

  /** One's own from an earlier life is taken without a question. */
  const takeOwn = async (host: Host, intent: Extract<Intent, { kind: 'takeLease' }>): Promise<LeaseTaken> => {
    const got = await ask(host, intent, intent.over?.token);
    if (!('held' in got)) return got;
    const { run, by, token: theirs } = got.held;
    return run === looking.state().runId && by === ports.person.name ? ask(host, intent, theirs) : got;
  };

  const refuse = async (name: string, error: unknown): Promise<void> => {
    if (!(error instanceof HostRefusal)) throw error;
    await mailbox.post({ type: 'leaseRefused', host: name, reason: error.refusal });
  };

  /** False where the host was lost instead, which it then has said. */
  const gaveBack = async (name: string, host: Host, lease: LeaseProof): Promise<boolean> => {
    const answer = await host.leases.release(lease);
    if ('lost' in answer) await looking.lost(name, host, answer.lost);
    return !('lost' in answer);
  };

  const release = async (name: string, host: Host, lease: LeaseProof): Promise<void> => {
    if (await gaveBack(name, host, lease)) return mailbox.post({ type: 'leaseReleased', host: name });
    const times = (lostReleases.get(name) ?? 0) + 1;
    lostReleases.set(name, times);
    if (times < releaseTries) return;
    const reason = { code: 'run.lease.kept', args: { host: name } } as const;
    await mailbox.post({ type: 'leaseRefused', host: name, reason });
  };

  const take = async (host: Host, intent: Extract<Intent, { kind: 'takeLease' }>): Promise<void> => {
    const name = intent.host;
    const got = await takeOwn(host, intent);
    if ('lost' in got) return looking.lost(name, host, got.lost);
    if ('held' in got) return mailbox.post({ type: 'leaseRefused', host: name, holder: got.held });
    const { taken: lease, binds, foreign } = got;
    const [first] = foreign;
    const decided = intent.over !== undefined || tookOver(looking, name);
    if (first !== undefined && !decided) {
      if (!(await gaveBack(name, host, lease))) return;
      const reason = { code: 'run.lease.stillRuns', args: { host: name, spool: first.spool } } as const;
      return mailbox.post({ type: 'leaseRefused', host: name, reason });
    }
    const ended = await Promise.all(
      foreign.map(async ({ spool, become }) => ({ spool, ...(await host.kill(spool, become, lease)) })),
    );
    if (intent.over !== undefined) {
      await mailbox.post({ type: 'takenOver', host: name, from: intent.over, ended });
    }
    const alive = ended.find(({ proven }) => !proven);
    if (alive !== undefined) {
      const reason = { code: 'run.lease.notEnded', args: { host: name, spool: alive.spool } } as const;
      return mailbox.post({ type: 'leaseRefused', host: name, reason });
    }
    if (!(await copy.begin(name, host, lease))) {
      if (!(await gaveBack(name, host, lease))) return;
      const reason = { code: 'run.lease.goneOn', args: { host: name, run: looking.state().runId } } as const;
      return mailbox.post({ type: 'leaseRefused', host: name, reason });
    }
    await mailbox.post({ type: 'leaseTaken', host: name, lease, binds });
    renew(name);
  };

  return {
    isStillOurs,
    lose,
    async take(intent) {
      const host = looking.host(intent.host);
      if (host === undefined) return;
      await take(host, intent).catch((error: unknown) => refuse(intent.host, error));
    },
    async wait({ host: name, become, holder }) {
      for (;;) {
        await ports.clock.until(ports.clock.now() + lookEvery, looking.signal);
        const host = looking.host(name);
        if (host === undefined || looking.signal.aborted) return;
        const seen = await host.leases.look(become);
        if ('lost' in seen) return looking.lost(name, host, seen.lost);
        if ('free' in seen) return mailbox.post({ type: 'leaseFreed', host: name });
        const isStale = (one: LeaseHolder): boolean => one.silent > leaseStaleAfter;
        if (seen.held.token !== holder.token || isStale(seen.held) !== isStale(holder)) {
          return mailbox.post({ type: 'leaseRefused', host: name, holder: seen.held });
        }
      }
    },
    async release({ host: name, lease }) {
      for (const timer of renewing.values()) clearInterval(timer);
      const host = looking.host(name);
      if (host === undefined) return;
      await release(name, host, lease).catch((error: unknown) => refuse(name, error));
    },
    close() {
      for (const timer of renewing.values()) clearInterval(timer);
    },
  };
}

/** A host that refuses to answer has not said that the lease is gone. */
function refusalOf(error: unknown): { readonly refused: true } {
  if (error instanceof HostRefusal) return { refused: true };
  throw error;
}

/** Whether a person decided, in this run, to take this host's lease over: what the other run left behind is ended then. */
function tookOver(looking: Looking, host: string): boolean {
  return Object.values(looking.state().decisions).some(
    ({ asked, answer }) => answer === 'takeOver' && asked.about.host === host,
  );
}
