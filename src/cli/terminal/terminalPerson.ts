// The person at the terminal, as a run asks them: evidence first, then the question.
import type { Answer, DecisionOption, LocalText, Person, Question, TextCode } from '../../runbooks/index.ts';
import { localise, visible } from '../../runbooks/index.ts';
import type { Prompt } from './createPrompt.ts';
import type { Terminal } from './Terminal.ts';

/** What draws the run; it holds still while a question is open. */
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
}

const decisions: Readonly<Record<DecisionOption, { readonly key: string; readonly text: TextCode }>> = {
  retry: { key: 'r', text: 'cli.decide.retry' },
  wait: { key: 'w', text: 'cli.decide.wait' },
  treatAsDone: { key: 'd', text: 'cli.decide.treatAsDone' },
  fail: { key: 'f', text: 'cli.decide.fail' },
  proceed: { key: 'p', text: 'cli.decide.proceed' },
  skip: { key: 'k', text: 'cli.decide.skip' },
  rollback: { key: 'b', text: 'cli.decide.rollback' },
  stop: { key: 's', text: 'cli.decide.stop' },
};

/** The person, asked through `prompt`. Without an answer (end of input) a question is answered by the safe choice. */
export function terminalPerson({ terminal, prompt, screen, name, prepared }: TerminalPersonOptions): Person {
  const { interactive } = terminal;
  return {
    name,
    interactive,
    prepared,
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
      if (mustType === undefined) return { kind: 'confirm', yes: await saysYes('cli.ask.goOn', terminal, prompt, signal) };
      const typed = await prompt.line(terminal.say('cli.ask.type', { text: visible(mustType) }), signal);
      return typed ? { kind: 'confirm', yes: true, typed } : { kind: 'confirm', yes: false };
    }
    case 'manual':
      return { kind: 'manual', done: await saysYes('cli.ask.done', terminal, prompt, signal) };
    case 'decision': {
      const { options } = question.asked;
      const key = await prompt.key(
        '> ',
        options.map((option) => decisions[option].key),
        signal,
      );
      const chosen = options.find((option) => decisions[option].key === key);
      return { kind: 'decision', option: chosen ?? (options.includes('stop') ? 'stop' : options.at(-1)) ?? 'stop' };
    }
  }
}

async function saysYes(code: TextCode, terminal: Terminal, prompt: Prompt, signal: AbortSignal): Promise<boolean> {
  const line = await prompt.line(terminal.say(code), signal);
  return /^\s*(y|yes|是|好)\s*$/i.test(line ?? '');
}

/** What the person has to know before they answer. */
function explain(question: Question, terminal: Terminal): string[] {
  const text = (of: LocalText): string => visible(localise(of, terminal.locale));
  switch (question.kind) {
    case 'confirm': {
      const { asked } = question;
      return [
        '',
        terminal.say('cli.ask.confirm', { step: asked.step, hosts: asked.hosts.map(visible).join(', ') }),
        ...text(asked.message).split('\n'),
        ...asked.shown.flatMap(({ host, title, observation }) => [
          '',
          `${text(title)} (${visible(host)})`,
          ...indent(visible(observation.stdout || observation.stderr)),
        ]),
        ...asked.scripts.flatMap(({ host, script }) => [
          '',
          terminal.say('cli.ask.script', { host: visible(host) }),
          ...indent(visible(script)),
        ]),
        '',
      ];
    }
    case 'manual': {
      const { asked } = question;
      return [
        '',
        terminal.say('cli.ask.manual', { step: asked.step, hosts: asked.hosts.map(visible).join(', ') }),
        ...text(asked.instructions).split('\n'),
        '',
      ];
    }
    case 'decision': {
      const { asked } = question;
      return [
        '',
        visible(terminal.say(asked.question.code, asked.question.args)),
        ...asked.options.map((option) => `  [${decisions[option].key}] ${terminal.say(decisions[option].text)}`),
      ];
    }
  }
}

function indent(text: string): string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`);
}
