// What the connection tests of this window found, host by host.
import type { Event } from 'vscode';
import type { Finding } from '../../../runbooks/index.ts';
import { createEmitter } from '../../emitter.ts';

/** A test that is under way or has ended. */
export interface HostTest {
  readonly findings: readonly Finding[];
  /** When it ended; undefined while it goes on. */
  readonly endedAt: number | undefined;
}

export interface HostTests {
  readonly onDidChange: Event<undefined>;
  /** The last test of each host, by its name. */
  readonly all: ReadonlyMap<string, HostTest>;
  /** Forgets the last test of `host` and begins a new one. */
  begin(host: string): void;
  add(host: string, finding: Finding): void;
  end(host: string): void;
  /** It was cancelled: what was found until then says nothing of the host. */
  forget(host: string): void;
}

/** None yet. */
export function createHostTests(): HostTests {
  const changed = createEmitter<undefined>();
  const all = new Map<string, HostTest>();
  const put = (host: string, test: HostTest): void => {
    all.set(host, test);
    changed.fire(undefined);
  };
  const findingsOf = (host: string): readonly Finding[] => all.get(host)?.findings ?? [];
  return {
    onDidChange: changed.event,
    all,
    begin: (host) => put(host, { findings: [], endedAt: undefined }),
    add: (host, finding) => put(host, { findings: [...findingsOf(host), finding], endedAt: undefined }),
    end: (host) => put(host, { findings: findingsOf(host), endedAt: Date.now() }),
    forget: (host) => {
      all.delete(host);
      changed.fire(undefined);
    },
  };
}
