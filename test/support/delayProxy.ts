// A TCP proxy that makes a connection slow, silent or broken, and counts what goes through it.
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';

export interface DelayProxyOptions {
  readonly to: { readonly host?: string; readonly port: number };
  /** Milliseconds in each direction: a round trip costs twice that. */
  readonly delayMs?: number;
}

export interface DelayProxy {
  readonly port: number;
  /** Bytes from the client, and from the server. */
  readonly bytes: { readonly up: number; readonly down: number };
  /** How often the client spoke after it had heard something (or first): the round trips a client waited for. */
  readonly turns: number;
  readonly connections: number;
  setDelay(milliseconds: number): void;
  /** Nothing goes through any more, in both directions, and nobody is told. */
  stall(): void;
  /** What was held back goes through again. */
  flow(): void;
  /** Breaks every connection with a TCP reset. */
  reset(): void;
  /** Lets so many more bytes through in that direction, and breaks every connection in the middle of the next piece. */
  cutAfter(direction: 'up' | 'down', bytes: number): void;
  /** While true, whoever connects is hung up on at once. */
  refuse(refusing: boolean): void;
  stop(): Promise<void>;
}

const HIGH_WATER = 4 * 1024 * 1024;

/** Listens on loopback and a free port. */
export async function delayProxy(options: DelayProxyOptions): Promise<DelayProxy> {
  let delay = options.delayMs ?? 0;
  let stalled = false;
  let refusing = false;
  let cut: { readonly direction: 'up' | 'down'; left: number } | undefined;
  let turns = 0;
  let connections = 0;
  let heard = true;
  const bytes = { up: 0, down: 0 };
  const sockets = new Set<Socket>();
  const pumps = new Set<() => void>();

  const reset = (): void => sockets.forEach((socket) => socket.resetAndDestroy());
  // Half of a connection: pieces leave in order, each `delay` after it came.
  const pump = (direction: 'up' | 'down', from: Socket, to: Socket, count: (length: number) => void): void => {
    const queue: { due: number; piece: Buffer | undefined }[] = [];
    let held = 0;
    let timer: NodeJS.Timeout | undefined;
    const move = (): void => {
      clearTimeout(timer);
      timer = undefined;
      while (!stalled && !to.writableNeedDrain) {
        const next = queue[0];
        if (next === undefined) break;
        const wait = next.due - Date.now();
        if (wait > 0) {
          timer = setTimeout(move, wait);
          break;
        }
        queue.shift();
        if (next.piece === undefined) {
          to.end();
        } else {
          held -= next.piece.length;
          if (cut?.direction === direction && cut.left < next.piece.length) {
            const { left } = cut;
            cut = undefined;
            to.write(next.piece.subarray(0, left), reset);
            return;
          }
          if (cut?.direction === direction) cut.left -= next.piece.length;
          to.write(next.piece);
        }
      }
      if (held < HIGH_WATER && !stalled) from.resume();
    };
    from.on('data', (piece: Buffer) => {
      count(piece.length);
      held += piece.length;
      queue.push({ due: Date.now() + delay, piece });
      if (held >= HIGH_WATER) from.pause();
      if (queue.length === 1) move();
    });
    from.on('end', () => {
      queue.push({ due: Date.now() + delay, piece: undefined });
      move();
    });
    to.on('drain', move);
    pumps.add(move);
    from.once('close', () => {
      pumps.delete(move);
      clearTimeout(timer);
      if (from.errored !== null) to.destroy();
      else if (!stalled) setTimeout(() => to.destroy(), delay + 20).unref();
    });
  };

  const server = createServer((client) => {
    connections++;
    if (refusing) {
      client.destroy();
      return;
    }
    const target = connect({ host: options.to.host ?? '127.0.0.1', port: options.to.port, noDelay: true });
    client.setNoDelay(true);
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => sockets.delete(socket));
    }
    pump('up', client, target, (length) => {
      bytes.up += length;
      if (heard) turns++;
      heard = false;
    });
    pump('down', target, client, (length) => {
      bytes.down += length;
      heard = true;
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    bytes,
    get turns() {
      return turns;
    },
    get connections() {
      return connections;
    },
    setDelay: (milliseconds) => {
      delay = milliseconds;
    },
    stall: () => {
      stalled = true;
    },
    flow: () => {
      stalled = false;
      pumps.forEach((move) => move());
    },
    reset,
    cutAfter: (direction, count) => {
      cut = { direction, left: count };
    },
    refuse: (on) => {
      refusing = on;
    },
    stop: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      sockets.forEach((socket) => socket.destroy());
      return closed;
    },
  };
}
