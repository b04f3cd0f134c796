// What the tests of connecting need: a home of their own, an agent, and hosts.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { userInfo } from 'node:os';
import { openSession } from '../../../../../src/runbooks/hosts/ssh/connection/openSession.ts';
import type { Session, SessionOrFailure } from '../../../../../src/runbooks/hosts/ssh/connection/openSession.ts';
import { sshContext } from '../../../../../src/runbooks/hosts/ssh/connection/SshContext.ts';
import type { SshOptions } from '../../../../../src/runbooks/hosts/ssh/connection/SshOptions.ts';
import type { Machine } from '../../../../../src/runbooks/hosts/ssh/Machine.ts';
import { say } from '../../../../../src/runbooks/texts/say.ts';
import { tempFolder } from '../../../../support/tempFolder.ts';

export interface World {
  readonly home: string;
  readonly machine: Machine;
  /** Options with nothing of this machine in them. */
  readonly options: SshOptions;
  /** Writes `~/.ssh/<name>`. */
  write(name: string, text: string): Promise<void>;
  /** Connects; a host that is connected is closed by `end`. */
  open(name: string, more?: Partial<SshOptions>, signal?: AbortSignal): Promise<SessionOrFailure>;
  end(): Promise<void>;
}

/** An empty home whose agent is `socket`. */
export async function world(socket: string | undefined): Promise<World> {
  const folder = await tempFolder('home');
  const home = folder.path;
  await mkdir(join(home, '.ssh'), { mode: 0o700 });
  const machine: Machine = {
    platform: 'linux',
    env: { HOME: home, ...(socket === undefined ? {} : { SSH_AUTH_SOCK: socket }) },
    home,
    user: userInfo().username,
    uid: '0',
    hostname: 'here.example.com',
  };
  const options: SshOptions = { acceptedHostKeys: join(home, 'state', 'accepted'), machine, systemConfig: 'none' };
  const sessions: Session[] = [];
  return {
    home,
    machine,
    options,
    write: (name, text) => writeFile(join(home, '.ssh', name), text),
    open: async (name, more = {}, signal = new AbortController().signal) => {
      const session = await openSession(name, sshContext({ ...options, ...more }), signal);
      if ('channels' in session) sessions.push(session);
      return session;
    },
    end: async () => {
      await Promise.all(sessions.map((session) => session.channels.close()));
      await folder.remove();
    },
  };
}

/** The session, or a failed test with what a person would have read. */
export function connected(session: SessionOrFailure): Session {
  if ('failure' in session) throw new Error(say('en', session.failure));
  return session;
}

/** What a command prints, and how it ends. */
export async function runOn(
  session: Session,
  command: string,
  stdin = '',
): Promise<{ readonly stdout: string; readonly stderr: string; readonly end: object }> {
  const channel = await session.channels.open(command);
  const read = async (stream: AsyncIterable<Buffer>): Promise<string> => {
    const pieces: Buffer[] = [];
    for await (const piece of stream) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  };
  channel.stdin.end(stdin);
  const [stdout, stderr, end] = await Promise.all([read(channel.stdout), read(channel.stderr), channel.ended]);
  return { stdout, stderr, end };
}
