// Real pipes between us and a program of the practice host. Node would give it sockets, on which `echo >/dev/stderr` fails;
// sshd gives pipes.
import { execFile } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Pipes {
  /** Our ends. */
  readonly stdin: Socket;
  readonly stdout: Socket;
  readonly stderr: Socket;
  /** Descriptors for the program, to be passed as its 0, 1 and 2. */
  readonly given: readonly [number, number, number];
  /** Closes our copies of what was given, once the program has its own. */
  handedOver(): void;
}

/** Three pipes with no name left in `folder`. Rejects when it is full or gone. */
export async function openPipes(folder: string): Promise<Pipes> {
  const place = mkdtempSync(join(folder, 'pipes-'));
  try {
    const [input, output, errors] = [join(place, 'in'), join(place, 'out'), join(place, 'err')];
    // Whoever is given one may open it again by its descriptor (`>/dev/stderr`), and is another user where we are root.
    await run('mkfifo', ['-m', '666', input, output, errors]);
    const into = openInto(input);
    const out = openOutOf(output);
    const err = openOutOf(errors);
    const given = [into.given, out.given, err.given] as const;
    return {
      stdin: new Socket({ fd: into.ours, readable: false, writable: true }),
      stdout: new Socket({ fd: out.ours, readable: true, writable: false }),
      stderr: new Socket({ fd: err.ours, readable: true, writable: false }),
      given,
      handedOver: () => given.forEach((descriptor) => closeSync(descriptor)),
    };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

interface Ends {
  readonly ours: number;
  readonly given: number;
}

function openOutOf(path: string): Ends {
  const ours = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return { ours, given: openSync(path, constants.O_WRONLY) };
}

function openInto(path: string): Ends {
  // A writer may open only where somebody reads, and the given end must not be left non-blocking.
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const ours = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  const given = openSync(path, constants.O_RDONLY);
  closeSync(reader);
  return { ours, given };
}
