// A ProxyCommand as a byte stream: its standard output and input are the connection.
import { spawn } from 'node:child_process';
import { Duplex, Readable, Writable } from 'node:stream';

/** As much of what it complains about as fits into a message. */
const COMPLAINT = 500;

/** Starts it by the shell. When it fails, the stream fails with what it said; when the stream is closed, it is ended. */
export function runProxyCommand(text: string): Duplex {
  const child = spawn(process.platform === 'win32' ? text : `exec ${text}`, { shell: true, windowsHide: true });
  let complaint = '';
  child.stderr.on('data', (piece: Buffer) => {
    complaint = `${complaint}${piece.toString('utf8')}`.slice(0, COMPLAINT);
  });
  const ended = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? undefined : (signal ?? `exit ${code ?? ''}`)));
  });
  const output = async function* (): AsyncGenerator<Buffer, void, undefined> {
    for await (const piece of child.stdout as AsyncIterable<Buffer>) yield piece;
    const failure = await ended;
    if (failure !== undefined) throw new Error(`ProxyCommand: ${failure} ${complaint.trim()}`.trim());
  };
  // What it no longer reads is told by how it ended, never by a broken pipe that may come first.
  child.stdin.on('error', () => undefined);
  const input = new Writable({
    write: (piece: Buffer, _encoding, written) => void child.stdin.write(piece, () => written()),
    final: (finished) => void child.stdin.end(() => finished()),
  });
  const stream = Duplex.from({ readable: Readable.from(output(), { objectMode: false }), writable: input });
  stream.once('close', () => child.kill());
  return stream;
}
