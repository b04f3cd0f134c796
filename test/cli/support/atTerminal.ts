// A program at a real terminal: a pseudo-terminal of `script`, with somebody who types.
import { spawn } from 'node:child_process';
import { watch, type Going } from './installCommand.ts';

export interface AtTerminal extends Going {
  /** Types it, as it is: `\r` is Enter, `\u0003` is Ctrl-C. */
  type(keys: string): void;
}

/** Starts `words` at a terminal of 100 columns. Its exit code is the program's own. */
export function atTerminal(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  folder: string,
): AtTerminal {
  const quoted = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const child = spawn('script', ['-qefc', `stty cols 100 rows 40; exec ${quoted}`, '/dev/null'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], TERM: 'xterm-256color', LANG: 'C.UTF-8', SHELL: '/bin/sh', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const going = watch(child);
  return {
    ...going,
    type(keys) {
      child.stdin.write(keys);
    },
  };
}
