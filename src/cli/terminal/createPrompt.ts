// Asks a person one thing at a time: a line, a hidden line, a key.
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Terminal } from './Terminal.ts';

export interface Prompt {
  /** The line typed, without its end; undefined when there is none (end of input, aborted). */
  line(question: string, signal: AbortSignal): Promise<string | undefined>;
  /** The same, not shown while it is typed. */
  hidden(question: string, signal: AbortSignal): Promise<string | undefined>;
  /** The first of `keys` that is pressed; others are passed over. Undefined when aborted. */
  key(question: string, keys: readonly string[], signal: AbortSignal): Promise<string | undefined>;
}

const ctrlC = '\u0003';
const ctrlD = '\u0004';

/** A prompt at an interactive terminal. `interrupt` is called for Ctrl-C, which a terminal in raw mode doesn't turn into a signal. */
export function createPrompt(terminal: Terminal, interrupt: () => void): Prompt {
  const { stdin, stdout } = terminal;
  const readLine = (question: string, output: Writable, signal: AbortSignal): Promise<string | undefined> =>
    new Promise((resolve) => {
      const lines = createInterface({ input: stdin, output, terminal: true, historySize: 0 });
      const stop = (): void => {
        lines.close();
      };
      const finish = (line: string | undefined): void => {
        signal.removeEventListener('abort', stop);
        resolve(line);
      };
      lines.on('SIGINT', interrupt);
      lines.on('close', () => {
        finish(undefined);
      });
      lines.on('line', (line) => {
        finish(line);
        lines.close();
      });
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop);
      // Written when the terminal is in raw mode already: a Ctrl-C right after the question must reach us as a key.
      // Only the last line is the prompt, since a line editor draws its own line again and again.
      const above = question.slice(0, question.lastIndexOf('\n') + 1);
      stdout.write(above);
      const last = question.slice(above.length);
      if (output === stdout) lines.setPrompt(last);
      else stdout.write(last);
      if (!signal.aborted) lines.prompt();
    });
  return {
    line: (question, signal) => readLine(question, stdout, signal),
    async hidden(question, signal) {
      const nowhere = new Writable({
        write(_chunk, _encoding, done) {
          done();
        },
      });
      const line = await readLine(question, nowhere, signal);
      stdout.write('\n');
      return line;
    },
    key: (question, keys, signal) =>
      new Promise((resolve) => {
        const finish = (key: string | undefined): void => {
          signal.removeEventListener('abort', stop);
          stdin.off('data', look);
          stdin.setRawMode?.(false);
          stdin.pause();
          stdout.write(`${key ?? ''}\n`);
          resolve(key);
        };
        const stop = (): void => {
          finish(undefined);
        };
        const look = (chunk: Buffer | string): void => {
          for (const key of chunk.toString().toLowerCase()) {
            if (key === ctrlC) interrupt();
            else if (key === ctrlD) finish(undefined);
            else if (keys.includes(key)) finish(key);
            else continue;
            return;
          }
        };
        stdin.setRawMode?.(true);
        stdin.on('data', look);
        stdin.resume();
        stdout.write(question);
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop);
      }),
  };
}
