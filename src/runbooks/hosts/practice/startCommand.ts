// Starts one command behind the walls, on pipes, and knows how it ends.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { openPipes } from './pipes.ts';
import type { Started, Terminal } from './Sandbox.ts';

/** How a command gets where it is to run. */
export interface Way {
  /** What runs the words that follow it behind the walls. */
  readonly enter: readonly string[];
  /** What `enter` needs from descriptor 4 on. */
  readonly doors: readonly number[];
  /** The environment that commands find. */
  readonly environment: Readonly<Record<string, string>>;
  /** Path of the script that every command of a session starts with. */
  readonly session: string;
  /** Where pipes may be made for a moment. */
  readonly folder: string;
}

/** Starts `command` by /bin/sh, or a login shell. Rejects when no more can be started. */
export async function startCommand(way: Way, command: string | undefined, terminal?: Terminal): Promise<Started> {
  const pipes = await openPipes(way.folder);
  const [program = '', ...words] = [...way.enter, 'setsid', way.session, ...(command === undefined ? [] : [command])];
  const child = spawn(program, words, {
    cwd: '/',
    env: { ...way.environment, ...terminalEnvironment(terminal) },
    stdio: [...pipes.given, 'pipe', ...way.doors],
    detached: true,
  });
  pipes.handedOver();
  const ended = new Promise<Awaited<Started['ended']>>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      resolve(signal === null ? { code: code ?? 255 } : { signal: signal.slice(3) }),
    );
  });
  const group = firstLine(child.stdio[3] as Readable);
  return {
    pipes,
    ended,
    signal: (name) => {
      // A command that ends before it has told its group has nothing left to signal.
      void group.then((id) => (id === '' ? undefined : signalGroup(way, id, name)));
    },
  };
}

function signalGroup(way: Way, group: string, name: string): void {
  const [program, ...words] = [...way.enter, '/bin/sh', '-c', 'kill -s "$1" -- "-$2" 2>/dev/null', 'kill', name, group];
  const child = spawn(program, words, {
    cwd: '/',
    env: way.environment,
    stdio: ['ignore', 'ignore', 'ignore', 'ignore', ...way.doors],
  });
  // Where nothing can be started any more, everything there is ending.
  child.once('error', () => child.unref());
}

function terminalEnvironment(terminal: Terminal | undefined): Record<string, string> {
  if (terminal === undefined) return {};
  return { TERM: terminal.type, PRACTICE_TERMINAL: `rows ${terminal.rows} cols ${terminal.columns}` };
}

/** What a stream says before its first newline; nothing when it ends without one. Those outside the walls hold it open for longer. */
async function firstLine(stream: Readable): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line;
  return '';
}
