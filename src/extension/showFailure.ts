// What went wrong, said to the person; what is a bug goes to the log as well.
import { window, type LogOutputChannel } from 'vscode';
import type { Engine } from './engine/loadEngine.ts';
import { PersonProblem } from './PersonProblem.ts';
import type { Texts } from './texts/Texts.ts';

export interface FailureOptions {
  readonly engine: () => Engine;
  readonly texts: Texts;
  readonly log: LogOutputChannel;
}

/** A PersonProblem and a journal's problem are sentences already; anything else is a bug. */
export function showFailure(error: unknown, { engine, texts, log }: FailureOptions): void {
  if (error instanceof PersonProblem) {
    void window.showErrorMessage(engine().visible(error.message));
    return;
  }
  const { JournalError, visible } = engine();
  if (error instanceof JournalError) {
    log.error(error);
    void window.showErrorMessage(visible(texts.tell(error.said)));
    return;
  }
  log.error(error instanceof Error ? error : String(error));
  const why = visible(error instanceof Error ? error.message : String(error));
  const show = texts.say('commands.showLog');
  void window.showErrorMessage(texts.say('commands.failed', { why }), show).then((chosen) => {
    if (chosen === show) log.show();
  });
}
