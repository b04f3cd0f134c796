// The second Ctrl-C: the process ends now, and the journal stays whole.
import type { Journal } from '../../runbooks/index.ts';
import { exitCodes } from '../exitCodes.ts';
import type { Terminal } from '../terminal/Terminal.ts';

export interface Leaving {
  /** Says which run this process keeps. */
  keeps(run: { readonly id: string; readonly journal: Journal }): void;
  /** Ends the process. */
  readonly leave: () => void;
}

/** How long a disk that hangs may hold up the end, in milliseconds. */
const patience = 1000;

/** Leaves as soon as what is being written to the journal is written. What runs on hosts goes on there, and `resume` finds it. */
export function leaveAtOnce(terminal: Terminal): Leaving {
  let kept: Parameters<Leaving['keeps']>[0] | undefined;
  const end = (): never => process.exit(exitCodes.unknown);
  return {
    keeps(run) {
      kept = run;
    },
    leave() {
      if (kept === undefined) end();
      else {
        terminal.complain(`\n${terminal.say('cli.run.leaving', { id: kept.id })}`);
        setTimeout(end, patience);
        void kept.journal.close().finally(end);
      }
    },
  };
}
