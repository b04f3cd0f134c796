// A client's moments: before and after each append to the journal, and before and after each thing sent to a host. At any of them it may die.
import type { Host } from '../../src/runbooks/hosts/Host.ts';
import type { Journal } from '../../src/runbooks/journal/Journal.ts';

/** Called at each moment; the client goes on when it is over. */
export type Moment = () => void | Promise<void>;

/** The journal, with a moment before and after each append. */
export function mortalJournal(journal: Journal, moment: Moment): Journal {
  return {
    get recorded() {
      return journal.recorded;
    },
    async append(event, options) {
      await moment();
      const recorded = await journal.append(event, options);
      await moment();
      return recorded;
    },
    close: () => journal.close(),
  };
}

/** The host, with a moment before and after each thing is sent. */
export function mortalHost(host: Host, moment: Moment): Host {
  const around = async <T>(send: () => Promise<T>): Promise<T> => {
    await moment();
    const sent = send();
    // It may end badly while the moment lasts.
    sent.catch(() => undefined);
    // The next turn of the event loop: the bytes are on their way.
    await new Promise((resolve) => setImmediate(resolve));
    await moment();
    return sent;
  };
  return {
    identity: host.identity,
    lost: host.lost,
    exec: (...args) => around(() => host.exec(...args)),
    launch: (...args) => around(() => host.launch(...args)),
    attach: (...args) => around(() => host.attach(...args)),
    kill: (...args) => around(() => host.kill(...args)),
    acknowledge: (...args) => around(() => host.acknowledge(...args)),
    journals: {
      append: (...args) => around(() => host.journals.append(...args)),
      list: (...args) => around(() => host.journals.list(...args)),
      read: (...args) => around(() => host.journals.read(...args)),
    },
    leases: {
      take: (...args) => around(() => host.leases.take(...args)),
      look: (...args) => around(() => host.leases.look(...args)),
      renew: (...args) => around(() => host.leases.renew(...args)),
      release: (...args) => around(() => host.leases.release(...args)),
    },
    close: () => host.close(),
  };
}
