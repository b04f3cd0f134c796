// The embedded agent: a Unix socket behind which the one accepted key lives.
import { createServer, type Socket } from 'node:net';
import { answerAgentRequest } from './answerAgentRequest.ts';
import type { Key } from './makeKey.ts';
import { wireString } from './wire.ts';

/** More than any request of a client that only lists and signs. */
const longestRequest = 256 * 1024;

export interface Agent {
  /** Ends all connections and removes the socket. */
  close(): Promise<void>;
}

/** Listens at `path`. Rejects when the socket can't be made there. */
export async function startAgent(path: string, key: Key): Promise<Agent> {
  const connections = new Set<Socket>();
  const server = createServer((socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    // A client may leave at any moment; 'close' follows and is all that matters.
    socket.on('error', () => socket.destroy());
    answerAll(socket, key);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of connections) socket.destroy();
      }),
  };
}

function answerAll(socket: Socket, key: Key): void {
  let pending = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    pending = Buffer.concat([pending, bytes]);
    while (pending.length >= 4) {
      const length = pending.readUInt32BE(0);
      if (length > longestRequest) return void socket.destroy();
      if (pending.length < 4 + length) return;
      socket.write(wireString(answerAgentRequest(pending.subarray(4, 4 + length), key)));
      pending = pending.subarray(4 + length);
    }
  });
}
