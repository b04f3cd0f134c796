// One question to an ssh-agent, over its Unix socket or Windows pipe (draft-ietf-sshm-ssh-agent).
import { connect } from 'node:net';
import { AgentError } from './AgentError.ts';

const MAX_ANSWER = 256 * 1024;

export interface AskOptions {
  /** Milliseconds until the agent counts as silent. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/** Sends one message (type byte and body) and returns the answer's. Rejects with an AgentError. */
export function askAgent(path: string, message: Buffer, options: AskOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    let answer = Buffer.alloc(0);
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
      socket.destroy();
      finish();
    };
    const fail = (error: AgentError): void => settle(() => reject(error));
    const onAbort = (): void => fail(new AgentError('silent', 'cancelled'));
    const timer = setTimeout(
      () => fail(new AgentError('silent', `no answer in ${options.timeout} ms`)),
      options.timeout,
    );
    options.signal?.addEventListener('abort', onAbort, { once: true });

    socket.on('error', (error) => fail(new AgentError('unreachable', error.message)));
    socket.on('close', () => fail(new AgentError('unreachable', 'the agent hung up')));
    socket.on('connect', () => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(message.length);
      socket.write(Buffer.concat([length, message]));
    });
    socket.on('data', (chunk: Buffer) => {
      answer = Buffer.concat([answer, chunk]);
      if (answer.length < 4) return;
      const length = answer.readUInt32BE(0);
      if (length === 0 || length > MAX_ANSWER) fail(new AgentError('malformed', `an answer of ${length} bytes`));
      else if (answer.length >= 4 + length) settle(() => resolve(answer.subarray(4, 4 + length)));
    });
    if (options.signal?.aborted === true) onAbort();
  });
}
