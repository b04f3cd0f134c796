// Probes in one persistent sh: any number at once, each with its own timeout and its own end.
import { randomBytes } from 'node:crypto';
import type { Command, ExecOptions, Exit } from '../../Host.ts';
import { quote } from '../quote.ts';
import { ended } from './ByteReader.ts';
import { composeBody } from './composeBody.ts';
import { exitOfStatus } from './exitOfStatus.ts';
import type { Shell } from './openShell.ts';
import { killGrace } from './probeScript.ts';

export interface Probes {
  /** Runs a command beside all others; one round trip. Ends with `{ lost }` when the shell ends. */
  run(command: Command, options: ExecOptions): Promise<Exit>;
  /** Resolves with the reason when the shell has ended. */
  readonly lost: Promise<string>;
  close(): void;
}

interface Probe {
  readonly mark: Buffer;
  settle(exit: Exit, stdout: Buffer, stderr: Buffer): void;
}

/** A stuck connection is told by nobody: after this many milliseconds more than killing takes, the shell counts as lost. */
const ANSWER_PATIENCE = 15_000;
/** The longest delay that a timer of Node takes, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** `shell` was set up with `probeScript` and is read by nobody else. */
export function createProbes(shell: Shell): Probes {
  const probes = new Map<string, Probe>();
  let count = 0;

  const run = async (command: Command, options: ExecOptions): Promise<Exit> => {
    const body = composeBody(command);
    if (options.signal?.aborted === true) return { signal: 'SIGTERM' };
    const id = String(++count);
    const mark = randomBytes(16).toString('hex');
    const late = new AbortController();
    let patience: NodeJS.Timeout | undefined;
    const stop = (): void => {
      if (patience !== undefined) return;
      shell.write(`{ gr_stop ${id} ${mark}; }\n`);
      patience = setTimeout(() => shell.close(), (killGrace + 1) * 1000 + ANSWER_PATIENCE);
    };
    const timer = setTimeout(
      () => {
        late.abort();
        stop();
      },
      Math.min(command.timeout, LONGEST_TIMER),
    );
    options.signal?.addEventListener('abort', stop, { once: true });
    const answer = new Promise<{ exit: Exit; stdout: Buffer; stderr: Buffer }>((resolve) => {
      probes.set(id, {
        mark: Buffer.from(mark),
        settle: (exit, stdout, stderr) => resolve({ exit, stdout, stderr }),
      });
    });
    shell.write(`{ gr_start ${id} ${mark} ${quote(body)}${namesItsOutput(command.script) ? ' pipes' : ''}; }\n`);
    const gone = shell.lost.then((lost) => ({ exit: { lost }, stdout: nothing, stderr: nothing }));
    const { exit, stdout, stderr } = await Promise.race([answer, gone]);
    clearTimeout(timer);
    clearTimeout(patience);
    options.signal?.removeEventListener('abort', stop);
    if (stdout.length > 0) await options.onOutput({ stream: 'stdout', bytes: stdout });
    if (stderr.length > 0) await options.onOutput({ stream: 'stderr', bytes: stderr });
    return late.signal.aborted && !('lost' in exit) ? { timedOut: true } : exit;
  };

  void readResults(shell, probes);
  return { run, lost: shell.lost, close: () => shell.close() };
}

const nothing = Buffer.alloc(0);

async function readResults({ output, close }: Shell, probes: Map<string, Probe>): Promise<void> {
  for (;;) {
    const line = await output.line();
    if (line === ended) return;
    const [id = '', status = ''] = line.split(' ');
    const probe = probes.get(id);
    // Only results of ours are written there; anything else means that the stream can't be trusted any more.
    if (probe === undefined) {
      close();
      return;
    }
    const stdout = await output.until(probe.mark);
    const stderr = stdout === ended ? ended : await output.until(probe.mark);
    if (stdout === ended || stderr === ended || (await output.line()) === ended) return;
    // One that could not be killed may still end some day, and is then told a second time.
    if (status !== '-') probes.delete(id);
    probe.settle(status === '-' ? { signal: 'SIGKILL' } : exitOfStatus(Number(status)), stdout, stderr);
  }
}

function namesItsOutput(script: string): boolean {
  return /\/dev\/(std(out|err)|fd)|\/proc\/[^/\s]+\/fd/.test(script);
}
