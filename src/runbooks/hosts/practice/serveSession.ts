// One SSH session of the practice host: what the client asks for, on one channel.
import type { ServerChannel, Session } from 'ssh2';
import type { Sandbox, Started, Terminal } from './Sandbox.ts';

/** Absent where the client wants no reply, which the types of ssh2 don't tell. */
type Reply = (() => void) | undefined;

/** Serves exec, shell, pty and signal requests. No subsystem, no forwarding, no variables: like sshd without AcceptEnv. */
export function serveSession(session: Session, sandbox: Sandbox, log: (line: string) => void): void {
  let terminal: Terminal | undefined;
  let started: Promise<Started> | undefined;
  session.on('pty', (accept: Reply, _reject, info) => {
    terminal = {
      columns: info.cols,
      rows: info.rows,
      type: /^[\w.+-]+$/.test(info.term) ? info.term : 'dumb',
    };
    accept?.();
  });
  session.on('signal', (accept: Reply, _reject, info) => {
    accept?.();
    void started?.then(
      (command) => command.signal(info.name.replace(/^SIG/, '')),
      () => undefined,
    );
  });
  const begin = (channel: ServerChannel, command: string | undefined): void => {
    started = sandbox.start(command, terminal);
    started.then(
      (running) => relay(channel, running),
      (error: unknown) => {
        log(`could not start a command: ${String(error)}`);
        channel.exit(255);
        channel.end();
      },
    );
  };
  session.on('exec', (accept, _reject, info) => begin(accept(), info.command));
  session.on('shell', (accept) => begin(accept(), undefined));
}

/** Connects a channel to a command until both of its outputs have ended, as sshd does. */
function relay(channel: ServerChannel, command: Started): void {
  const { pipes, ended } = command;
  let over = false;
  channel.pipe(pipes.stdin);
  pipes.stdout.pipe(channel, { end: false });
  pipes.stderr.pipe(channel.stderr, { end: false });
  // The command may close its input, and the client the channel, at any moment; the ends are seen elsewhere.
  for (const stream of [pipes.stdin, pipes.stdout, pipes.stderr]) stream.on('error', () => stream.destroy());
  channel.on('error', () => channel.destroy());
  const drained = Promise.all(
    [pipes.stdout, pipes.stderr].map((stream) => new Promise((resolve) => stream.once('close', resolve))),
  );
  void ended.then(async (how) => {
    over = true;
    if ('code' in how) channel.exit(how.code);
    else channel.exit(how.signal, false, '');
    await drained;
    pipes.stdin.destroy();
    // What is still held back by the client's window comes before the end, and errors have a way of their own.
    channel.stderr.end(() => channel.end());
  });
  channel.once('close', () => {
    // Nobody listens any more: what was started without setsid gets what sshd's own end would bring it.
    if (!over) command.signal('HUP');
    for (const stream of [pipes.stdin, pipes.stdout, pipes.stderr]) stream.destroy();
  });
}
