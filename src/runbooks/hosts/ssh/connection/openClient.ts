// A stream → an authenticated ssh2 client. Nothing but an agent's keys is ever tried.
import type { Duplex } from 'node:stream';
import ssh2 from 'ssh2';
import type { Client } from 'ssh2';
import type { Message } from '../../../texts/Message.ts';
import { OfferingAgent } from '../agent/OfferingAgent.ts';
import type { OfferingOptions } from '../agent/OfferingAgent.ts';
import type { PublicKey } from '../agent/PublicKey.ts';
import { readPublicKey } from '../agent/readPublicKey.ts';
import { sendWholeSignatures } from '../agent/sendWholeSignatures.ts';
import type { ResolvedHost } from '../config/ResolvedHost.ts';
import { authenticationProblem } from './authenticationProblem.ts';
import { chooseAlgorithms } from './chooseAlgorithms.ts';
import { ConnectProblem } from './ConnectProblem.ts';
import { Deadline } from './Deadline.ts';

export interface OpenOptions {
  readonly host: ResolvedHost;
  readonly label: string;
  readonly stream: Duplex;
  readonly offering: Omit<OfferingOptions, 'onSigning'>;
  /** Types of the host keys that are known; empty for an unknown host. */
  readonly knownTypes: readonly string[];
  /** Undefined: the key is the host's. Otherwise why not. */
  readonly judge: (key: PublicKey) => ConnectProblem | undefined;
  readonly signal: AbortSignal;
}

export interface OpenedClient {
  readonly client: Client;
  readonly hostKey: PublicKey;
  /** `comment SHA256:…` of the key that was accepted. */
  readonly agentKey: string;
  /** Resolves with the reason when the connection is gone. */
  readonly lost: Promise<string>;
}

/** Shakes hands and logs in. Rejects with a ConnectProblem, the stream closed. */
export async function openClient(options: OpenOptions): Promise<OpenedClient> {
  const { host, label, stream, signal } = options;
  const address = `${host.hostName}:${host.port}`;
  const chosen = chooseAlgorithms(host.algorithms, options.knownTypes);
  if ('empty' in chosen) {
    stream.destroy();
    const code =
      options.knownTypes.length > 0 && chosen.empty === 'HostKeyAlgorithms' ? 'hosts.noKnownType' : 'hosts.noAlgorithm';
    const args = { host: label, keyword: chosen.empty, types: options.knownTypes.join(', ') };
    throw new ConnectProblem({ code, args }, true);
  }

  const client = new ssh2.Client();
  let stage: 'hello' | 'login' | 'open' = 'hello';
  let hostKey: PublicKey | undefined;
  let reason: string | undefined;
  const lost = new Promise<string>((resolve) => {
    const gone = (why: string): void => {
      reason ??= why;
      // After the end of a jump's channel ssh2 would never close by itself.
      stream.destroy();
      resolve(reason);
    };
    client.on('error', (error) => {
      if (isAgentError(error)) return;
      gone(describe(error));
    });
    client.once('end', () => gone('the host ended the connection'));
    client.once('close', () => gone('the connection was closed'));
    stream.once('close', () => gone('the connection was closed'));
  });

  try {
    return await new Promise<OpenedClient>((resolve, reject) => {
      const message = (code: Message['code'], extra: Message['args'] = {}): Message => ({
        code,
        args: { host: label, address, user: host.user, ...extra },
      });
      const deadline = new Deadline(host.connectTimeout, () => {
        const code = stage === 'hello' ? 'hosts.silent' : 'hosts.loginSilent';
        fail(new ConnectProblem(message(code, { seconds: host.connectTimeout / 1000 }), false));
      });
      const offering = new OfferingAgent({
        ...options.offering,
        onSigning: (busy) => (busy ? deadline.pause() : deadline.resume()),
      });
      const settle = (): void => {
        deadline.stop();
        signal.removeEventListener('abort', onAbort);
      };
      const fail = (problem: ConnectProblem): void => {
        settle();
        reject(problem);
      };
      const onAbort = (): void => fail(new ConnectProblem(message('hosts.cancelled'), true));
      signal.addEventListener('abort', onAbort, { once: true });
      if (signal.aborted) onAbort();

      void lost.then((why) => {
        if (stage === 'login') fail(authenticationProblem(why, offering, message));
        else if (why.includes('no matching')) fail(mismatch(why, options, message));
        else fail(new ConnectProblem(message('hosts.hungUp', { reason: why }), false));
      });
      client.once('handshake', () => {
        stage = 'login';
      });
      client.once('ready', () => {
        settle();
        stage = 'open';
        const { comment = '', key } = offering.used ?? {};
        if (hostKey === undefined) reject(new Error('a login without a verified host key'));
        else resolve({ client, hostKey, agentKey: `${comment} ${key?.fingerprint ?? ''}`.trim(), lost });
      });
      client.connect({
        sock: stream,
        username: host.user,
        agent: offering,
        authHandler: ['agent'],
        algorithms: chosen.algorithms,
        readyTimeout: 0,
        keepaliveInterval: host.serverAliveInterval,
        keepaliveCountMax: host.serverAliveCountMax,
        hostVerifier: (blob: Buffer) => {
          const key = readPublicKey(blob);
          const problem =
            key === undefined ? new ConnectProblem(message('hosts.strangeHostKey'), true) : options.judge(key);
          hostKey = key;
          if (problem !== undefined) fail(problem);
          return problem === undefined;
        },
      });
      sendWholeSignatures(client);
    });
  } catch (error) {
    client.destroy();
    stream.destroy();
    throw error;
  }
}

function isAgentError(error: Error): boolean {
  return 'level' in error && error.level === 'agent';
}

function describe(error: Error): string {
  const code = (error as NodeJS.ErrnoException).code;
  return typeof code === 'string' && !error.message.includes(code) ? `${error.message} (${code})` : error.message;
}

function mismatch(
  why: string,
  { knownTypes }: OpenOptions,
  message: (code: Message['code'], extra?: Message['args']) => Message,
): ConnectProblem {
  const known = why.includes('host key') && knownTypes.length > 0;
  return new ConnectProblem(
    known
      ? message('hosts.noKnownType', { types: knownTypes.join(', ') })
      : message('hosts.noCommonAlgorithm', { reason: why }),
    true,
  );
}
