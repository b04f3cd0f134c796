// Opens a persistent sh on the host and waits until it answers.
import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { TextCode } from '../../../texts/say.ts';
import { HostRefusal } from '../../HostRefusal.ts';
import type { Channel, ChannelEnd, Channels } from '../Channels.ts';
import { ByteReader, ended } from './ByteReader.ts';
import { preamble, temporaryFolders } from './preamble.ts';

/** Whose shell it is. */
export interface ShellRequest {
  readonly become: 'root' | 'login';
  /** Said once, after the preamble and before the sh answers. */
  readonly setup: string;
  /** For the messages of a refusal. */
  readonly host: string;
  readonly login: string;
  /** Milliseconds that the host may take to answer. */
  readonly patience: number;
}

/** A sh that has answered. */
export interface Shell {
  /** Sends text in one piece. It must be whole groups, so that a cut one never runs. */
  readonly write: (text: string) => void;
  /** What comes after the greeting. */
  readonly output: ByteReader;
  /** Words that the setup left in `$gr_facts`, one a line. */
  readonly facts: readonly string[];
  /** Resolves with the reason when nothing more will come. */
  readonly lost: Promise<string>;
  /** Ends it and all that it runs. */
  readonly close: () => void;
}

/** The shell, or why the connection was lost meanwhile. Rejects with a HostRefusal where a person has to change the host. */
export async function openShell(channels: Channels, request: ShellRequest): Promise<Shell | { readonly lost: string }> {
  let channel: Channel;
  try {
    // Valid in every login shell, fish and csh included.
    channel = await channels.open(request.become === 'root' ? 'exec sudo -n sh' : 'exec sh');
  } catch (reason) {
    return { lost: reason instanceof Error ? reason.message : String(reason) };
  }
  // A pipe that breaks is told by `ended`.
  channel.stdin.on('error', () => undefined);
  const complaints = keepBeginning(channel.stderr);
  const output = new ByteReader(channel.stdout);
  const write = (text: string): void => void channel.stdin.write(text);
  // Sent in two halves, so that a host that only echoes what it gets never seems to answer.
  const [first, second] = [token(), token()];
  const greeting = Buffer.from(`\n${first}${second}\n`);
  write(`{${preamble(token())}${request.setup}
printf '\\n%s%s\\n%s\\n%s%s\\n' ${first} ${second} "\${gr_facts-}" ${first} ${second}
}
`);
  const silence = new AbortController();
  const timer = setTimeout(() => {
    silence.abort();
    channel.close();
  }, request.patience);
  const noise = await output.until(greeting);
  const facts = noise === ended ? ended : await output.until(greeting);
  clearTimeout(timer);
  if (silence.signal.aborted) return { lost: 'the host does not answer' };
  if (facts === ended) return refuse(await channel.ended, `${complaints()}\n${output.rest.toString('utf8')}`, request);
  return {
    write,
    output,
    facts: facts.toString('utf8').split('\n'),
    lost: channel.ended.then((end) => ('lost' in end ? end.lost : 'the shell on the host ended')),
    close: () => {
      channel.stdin.end();
      channel.close();
      // A channel of SSH is closed only once all it brought is taken.
      void output.drain();
    },
  };
}

function refuse(end: ChannelEnd, said: string, { become, host, login }: ShellRequest): { readonly lost: string } {
  if ('lost' in end) return end;
  const code = /^!(shell\.\w+)$/m.exec(said)?.[1] as TextCode | undefined;
  const words = said.replace(/\s+/g, ' ').trim().slice(0, 500) || '–';
  if (code !== undefined) throw new HostRefusal({ code, args: { host, login, folders: temporaryFolders.join(', ') } });
  if (become === 'login') {
    const exit = 'code' in end ? `exit ${end.code}` : end.signal;
    throw new HostRefusal({ code: 'shell.noShell', args: { host, exit, said: words } });
  }
  if ('code' in end && end.code === 127) throw new HostRefusal({ code: 'shell.noSudo', args: { host, login } });
  if (/must have a tty/i.test(said)) {
    throw new HostRefusal({ code: 'shell.sudoTty', args: { host, login, said: words } });
  }
  const line = `${login} ALL=(root) NOPASSWD: /bin/sh`;
  throw new HostRefusal({ code: 'shell.sudoRefused', args: { host, login, said: words, line } });
}

function token(): string {
  return randomBytes(16).toString('hex');
}

/** Reads a stream to its end and keeps what it begins with, for a message. */
function keepBeginning(stream: Readable): () => string {
  let kept = '';
  stream.on('data', (bytes: Buffer) => {
    if (kept.length < 4096) kept += bytes.toString('utf8');
  });
  stream.on('error', () => undefined);
  return () => kept;
}
