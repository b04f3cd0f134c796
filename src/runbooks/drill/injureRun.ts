// Ways to injure a run at the engine's ports: drops, deaths of the client, gates that fail.
import type { Host } from '../hosts/Host.ts';
import type { Journal } from '../journal/Journal.ts';
import type { RunEvent } from '../run/Event.ts';
import { gateName } from './gateName.ts';

/** The client died: nothing more is recorded or sent by this life. */
export class Death extends Error {
  override readonly name = 'Death';
}

export interface Injuries {
  /** The journal of a life. */
  journal(journal: Journal): Journal;
  /** A host that a life is connected to. */
  host(host: Host): Host;
  /** How often something was done to the run. */
  readonly count: number;
  /** Steps inside which the connection was dropped. */
  readonly dropped: ReadonlySet<string>;
}

/** Nothing is done to it. */
export function noInjuries(): Injuries {
  return { journal: (journal) => journal, host: (host) => host, count: 0, dropped: new Set() };
}

/** How long a launched script goes on before the connection is dropped inside it, in milliseconds. */
const insideAfter = 50;

/** The connection is dropped after each step that has settled, and once inside each script that is launched. */
export function dropInjuries(): Injuries {
  const open = new Set<Host>();
  const done = new Set<string>();
  const dropped = new Set<string>();
  let count = 0;
  const drop = (): void => {
    count += 1;
    for (const host of open) void host.close();
    open.clear();
  };
  const once = (key: string, work: () => void): void => {
    if (done.has(key)) return;
    done.add(key);
    work();
  };
  return {
    get count() {
      return count;
    },
    dropped,
    journal: (journal) =>
      withAppend(journal, async (event, append) => {
        const recorded = await append(event);
        if (event.type === 'stepSettled' || event.type === 'undoSettled') {
          once(`${event.type} ${event.step}@${event.host}`, drop);
        }
        if (event.type === 'stepStarted' || event.type === 'undoStarted') {
          once(`${event.type} ${event.step}@${event.host}`, () => {
            dropped.add(event.step);
            setTimeout(drop, insideAfter);
          });
        }
        return recorded;
      }),
    host(host) {
      open.add(host);
      return host;
    },
  };
}

/** The client dies after each event, the first time that one like it comes. */
export function killInjuries(): Injuries {
  const died = new Set<string>();
  let count = 0;
  return {
    get count() {
      return count;
    },
    dropped: new Set(),
    journal: (journal) =>
      withAppend(journal, async (event, append) => {
        const recorded = await append(event);
        const key = kindOf(event);
        if (event.type === 'runEnded' || died.has(key)) return recorded;
        died.add(key);
        count += 1;
        throw new Death(key);
      }),
    host: (host) => host,
  };
}

/** One gate fails whenever it is looked at after its change; one look decides. */
export function gateInjuries(gate: string): Injuries {
  let count = 0;
  const isIt = (event: RunEvent): event is Extract<RunEvent, { type: 'gateOpened' | 'gateSampled' }> =>
    (event.type === 'gateOpened' || event.type === 'gateSampled') &&
    event.part !== 'before' &&
    gateName(event) === gate;
  return {
    get count() {
      return count;
    },
    dropped: new Set(),
    journal: (journal) =>
      withAppend(journal, (event, append) => {
        if (!isIt(event)) return append(event);
        if (event.type === 'gateOpened') {
          const { within: _within, ...timing } = event.timing;
          return append({ ...event, timing: { ...timing, stableFor: 0 } });
        }
        count += 1;
        return append({ ...event, verdict: 'fail', reason: { code: 'drill.injected' } });
      }),
    host: (host) => host,
  };
}

/** An event without what differs from one time to the next. */
function kindOf(event: RunEvent): string {
  const parts = ['step', 'host', 'part', 'index', 'attempt', 'stream'] as const;
  const named = event as Partial<Record<(typeof parts)[number], string | number>>;
  return [event.type, ...parts.map((part) => named[part] ?? '')].join(' ');
}

function withAppend(
  journal: Journal,
  through: (
    event: RunEvent,
    append: (event: RunEvent) => ReturnType<Journal['append']>,
  ) => ReturnType<Journal['append']>,
): Journal {
  return {
    get recorded() {
      return journal.recorded;
    },
    append: (event, options) => through(event, (changed) => journal.append(changed, options)),
    close: () => journal.close(),
  };
}
