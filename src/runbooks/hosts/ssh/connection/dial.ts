// The byte stream to a host: TCP, a channel of the host before it, or the person's ProxyCommand.
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import type { ResolvedHost } from '../config/ResolvedHost.ts';
import { ConnectProblem } from './ConnectProblem.ts';
import { runProxyCommand } from './runProxyCommand.ts';

export interface DialOptions {
  /** The host before it, connected. */
  readonly through?: Client | undefined;
  /** The hop's name for messages. */
  readonly label: string;
  readonly signal: AbortSignal;
}

/** Opens the stream. Rejects with a ConnectProblem. */
export function dial(host: ResolvedHost, options: DialOptions): Promise<Duplex> {
  if (options.through !== undefined) return forward(host, options.through, options);
  if (host.proxyCommand !== undefined) return Promise.resolve(runProxyCommand(host.proxyCommand.text));
  return connectTcp(host, options);
}

const FAMILIES = { any: 0, inet: 4, inet6: 6 } as const;

function connectTcp(host: ResolvedHost, { label, signal }: DialOptions): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: host.hostName,
      port: host.port,
      family: FAMILIES[host.addressFamily],
      noDelay: true,
      ...(host.bindAddress === undefined ? {} : { localAddress: host.bindAddress }),
    });
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.removeListener('error', onError);
      finish();
    };
    const fail = (problem: ConnectProblem): void =>
      settle(() => {
        // A late error of a socket that nobody waits for any more.
        socket.on('error', () => undefined);
        socket.destroy();
        reject(problem);
      });
    const args = { host: label, address: `${host.hostName}:${host.port}` };
    const onError = (error: Error): void => fail(dialProblem(error, args));
    const onAbort = (): void => fail(new ConnectProblem({ code: 'hosts.cancelled', args }, true));
    const timer = setTimeout(
      () =>
        fail(
          new ConnectProblem({ code: 'hosts.timedOut', args: { ...args, seconds: host.connectTimeout / 1000 } }, false),
        ),
      host.connectTimeout,
    );
    socket.on('error', onError);
    socket.once('connect', () => settle(() => resolve(socket)));
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

function dialProblem(error: Error, args: { readonly host: string; readonly address: string }): ConnectProblem {
  // Where a name has several addresses, the first one's error is as good as any.
  const cause = error instanceof AggregateError ? ((error.errors[0] as Error | undefined) ?? error) : error;
  const code = (cause as NodeJS.ErrnoException).code ?? cause.message;
  if (code === 'ECONNREFUSED') return new ConnectProblem({ code: 'hosts.connectionRefused', args }, false);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new ConnectProblem({ code: 'hosts.nameNotFound', args }, false);
  if (code === 'ETIMEDOUT') return new ConnectProblem({ code: 'hosts.timedOutBySystem', args }, false);
  return new ConnectProblem({ code: 'hosts.unreachable', args: { ...args, reason: code } }, false);
}

function forward(host: ResolvedHost, through: Client, { label, signal }: DialOptions): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const args = { host: label, address: `${host.hostName}:${host.port}` };
    const fail = (problem: ConnectProblem): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      reject(problem);
    };
    const refused = (reason: string): ConnectProblem =>
      new ConnectProblem({ code: 'hosts.jumpRefused', args: { ...args, reason } }, false);
    const onAbort = (): void => fail(new ConnectProblem({ code: 'hosts.cancelled', args }, true));
    const timer = setTimeout(() => fail(refused(`${host.connectTimeout / 1000} s`)), host.connectTimeout);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      through.forwardOut('127.0.0.1', 0, host.hostName, host.port, (error, channel) => {
        if (error !== undefined) {
          fail(refused(error.message.replace(/^\(SSH\) Channel open failure: /, '')));
          return;
        }
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        resolve(channel);
      });
    } catch (error) {
      // ssh2 throws when the connection has just gone.
      fail(refused(error instanceof Error ? error.message : String(error)));
    }
  });
}
