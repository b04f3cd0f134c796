// What a person sees of a run while it goes on: painted in place at a terminal, line by line anywhere else.
import { createPainter, emptyRun, escapeForGithub, foldRun, type Journal, type RunView } from '../../runbooks/index.ts';
import type { Terminal } from './Terminal.ts';
import type { Pausable } from './terminalPerson.ts';

export interface RunScreen extends Pausable {
  /** Shows what has been added to the journal. */
  update(): void;
  /** The fold over all that was shown. */
  readonly view: RunView;
  /** Shows the rest and lets go of the terminal. */
  end(): void;
}

/** A screen over a run's journal, the one truth. What the journal holds already (a run that is resumed) is not told again. */
export function createRunScreen(terminal: Terminal, journal: Journal): RunScreen {
  const painter = createPainter(terminal.stdout, {
    locale: terminal.locale,
    colour: terminal.colour,
    now: () => Date.now(),
    // What a host prints must not become a command of the workflow that shows this log.
    ...(terminal.environment['GITHUB_ACTIONS'] === 'true' ? { escapeLine: escapeForGithub } : {}),
  });
  let seen = journal.recorded.length;
  let view = journal.recorded.reduce(foldRun, emptyRun);
  const update = (): void => {
    for (const recorded of journal.recorded.slice(seen)) {
      view = foldRun(view, recorded);
      painter.paint(recorded, view);
    }
    seen = journal.recorded.length;
  };
  return {
    update,
    get view() {
      return view;
    },
    pause() {
      update();
      painter.suspend();
    },
    resume() {
      painter.resume();
    },
    end() {
      update();
      painter.close();
    },
  };
}
