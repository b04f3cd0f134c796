// The doors of a node: MQTT at the addresses of vernemq.conf, and at those opened later.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { configFile } from './nodes.mjs';
import { serveClient } from './serveClient.mjs';

/** @typedef {{ address: string, port: number, status: 'running' | 'suspended', limit: string, server: import('node:net').Server, open: Set<import('node:net').Socket> }} Listener */

export class Listeners {
  /** @type {Listener[]} */
  all = [];
  #broker;

  /** @param {import('./Broker.mjs').Broker} broker */
  constructor(broker) {
    this.#broker = broker;
  }

  /** Opens those of vernemq.conf. */
  async openConfigured() {
    const lines = readFileSync(configFile, 'utf8').split('\n');
    for (const line of lines) {
      const found = /^\s*listener\.tcp\.\w+\s*=\s*([\d.]+):(\d+)\s*$/.exec(line);
      if (found !== null) await this.open(String(found[1]), Number(found[2]), '10000');
    }
  }

  /** @param {string} address @param {number} port @param {string} limit */
  async open(address, port, limit) {
    const known = this.all.find((one) => one.address === address && one.port === port);
    if (known?.status === 'running') return;
    const open = /** @type {Set<import('node:net').Socket>} */ (new Set());
    const server = createServer((socket) => {
      open.add(socket);
      this.#broker.count('socket_open');
      socket.on('close', () => {
        open.delete(socket);
        this.#broker.count('socket_close');
      });
      serveClient(socket, this.#broker);
    });
    await new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host: address, backlog: 1024 }, () => resolve(undefined));
    });
    this.all = this.all.filter((one) => one !== known);
    this.all.push({ address, port, status: 'running', limit, server, open });
  }

  /** Closes one, with the clients that came by it. @param {string} address @param {number} port */
  close(address, port) {
    const listener = this.all.find((one) => one.address === address && one.port === port);
    listener?.server.close();
    for (const socket of listener?.open ?? []) socket.destroy();
    this.all = this.all.filter((one) => one !== listener);
  }

  /** Takes no more clients; those that are there stay. */
  suspend() {
    for (const listener of this.all) {
      listener.server.close();
      listener.status = 'suspended';
    }
  }
}
