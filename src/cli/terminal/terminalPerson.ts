// The person at the terminal, as a run asks them. The evidence is on the screen; here come script, question and answer.
import { visible, visibleLine } from '../../runbooks/index.ts';
import type { Answer, DecisionOption, Person, Question } from '../../runbooks/index.ts';
import type { Prompt } from './createPrompt.ts';
import { saysYes } from './saysYes.ts';
import type { Terminal } from './Terminal.ts';

/** What draws the run; it holds still, showing all that has happened, while a question is open. */
export interface Pausable {
  pause(): void;
  resume(): void;
}

export interface TerminalPersonOptions {
  readonly terminal: Terminal;
  readonly prompt: Prompt;
  readonly screen: Pausable;
  /** `user@machine`. */
  readonly name: string;
  readonly prepared: Readonly<Record<string, string>>;
  readonly takeOver: readonly string[];
}

const keys: Readonly<Record<DecisionOption, string>> = {
  retry: 'r',
  wait: 'w',
  treatAsDone: 'd',
  takeOver: 't',
  fail: 'f',
  proceed: 'p',
  skip: 'k',
  rollback: 'b',
  stop: 's',
};

/** The person, asked through `prompt`. Without an answer (end of input) a question is answered by the safe choice. */
export function terminalPerson({ terminal, prompt, screen, name, prepared, takeOver }: TerminalPersonOptions): Person {
  const { interactive } = terminal;
  return {
    name,
    interactive,
    prepared,
    takeOver,
    async ask(question, signal) {
      screen.pause();
      try {
        for (const line of explain(question, terminal)) terminal.print(line);
        return await answer(question, terminal, prompt, signal);
      } finally {
        screen.resume();
      }
    },
  };
}

async function answer(question: Question, terminal: Terminal, prompt: Prompt, signal: AbortSignal): Promise<Answer> {
  switch (question.kind) {
    case 'confirm': {
      const { mustType } = question.asked;
      if (mustType === undefined)
        return { kind: 'confirm', yes: await saysYes(terminal.say('cli.ask.goOn'), prompt, signal) };
      const typed = await prompt.line(terminal.say('cli.ask.type', { text: visibleLine(mustType) }), signal);
      return typed ? { kind: 'confirm', yes: true, typed } : { kind: 'confirm', yes: false };
    }
    case 'manual':
      return { kind: 'manual', done: await saysYes(terminal.say('cli.ask.done'), prompt, signal) };
    case 'decision': {
      const { options } = question.asked;
      const key = await prompt.key(
        '> ',
        options.map((option) => keys[option]),
        signal,
      );
      const chosen = options.find((option) => keys[option] === key);
      if (chosen === 'takeOver') {
        const wanted = terminal.say('cli.ask.type', { text: visibleLine(question.asked.mustType ?? '') });
        const typed = (await prompt.line(wanted, signal)) ?? '';
        return { kind: 'decision', option: chosen, typed };
      }
      return { kind: 'decision', option: chosen ?? (options.includes('stop') ? 'stop' : options.at(-1)) ?? 'stop' };
    }
  }
}

/** What the person has to know besides what the screen shows already: the scripts, the keys. */
function explain(question: Question, terminal: Terminal): readonly string[] {
  switch (question.kind) {
    case 'confirm':
      return question.asked.scripts.flatMap(({ host, script }) => [
        '',
        terminal.say('cli.ask.script', { host: visibleLine(host) }),
        ...visible(script)
          .trimEnd()
          .split('\n')
          .map((line) => `    ${line}`),
      ]);
    case 'manual':
      return [];
    case 'decision':
      return question.asked.options.map((option) => `  [${keys[option]}] ${terminal.say(`views.decision.${option}`)}`);
  }
}
