// Keeps the practice host of this window: one at most, up until it is stopped or the window closes.
import { EventEmitter, type Event } from 'vscode';
import type { Practice, Scenario } from '../../runbooks/index.ts';
import type { Engine } from '../engine/loadEngine.ts';

export interface PracticeKeeper {
  /** The host, while it is up. */
  readonly current: Practice | undefined;
  readonly onDidChange: Event<void>;
  /** Brings it up with `scenario`; another one that is up is taken down first. Rejects where it can't be had; see `practiceAvailability`. */
  start(scenario: Scenario): Promise<Practice>;
  stop(): Promise<void>;
  dispose(): void;
}

/** None is up yet. What its machinery says goes to `log`. */
export function createPracticeKeeper(engine: () => Engine, log: (line: string) => void): PracticeKeeper {
  const changed = new EventEmitter<void>();
  let current: Practice | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  // One change after another: two starts at once would leave one host without an owner.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };
  const down = async (): Promise<void> => {
    const old = current;
    current = undefined;
    await old?.close();
  };
  return {
    get current() {
      return current;
    },
    onDidChange: changed.event,
    start: (scenario) =>
      inTurn(async () => {
        await down();
        try {
          current = await engine().startPractice({ scenario, log });
          return current;
        } finally {
          changed.fire();
        }
      }),
    stop: () =>
      inTurn(async () => {
        await down();
        changed.fire();
      }),
    dispose() {
      changed.dispose();
      void down();
    },
  };
}
