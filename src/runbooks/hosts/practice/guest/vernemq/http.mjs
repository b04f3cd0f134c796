// A node's HTTP port on loopback: /health, /metrics, /status.json. /health says OK with the other node down.
import { createServer } from 'node:net';
import { metricsOf, prometheusText } from './metrics.mjs';

/** @typedef {import('./Broker.mjs').Broker} Broker */
/** @typedef {import('./Listeners.mjs').Listeners} Listeners */

/** @param {Broker} broker @param {Listeners} listeners */
export function serveHttp(broker, listeners) {
  createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (request) => {
      const path = request.toString('latin1').split(' ')[1] ?? '';
      const { status, type, body } = answer(path, broker, listeners);
      const head = `content-length: ${Buffer.byteLength(body)}\r\ncontent-type: ${type}\r\ndate: ${new Date().toUTCString()}\r\nserver: Cowboy\r\n`;
      socket.end(`HTTP/1.1 ${status}\r\n${head}\r\n${body}`);
    });
  }).listen({ host: '127.0.0.1', port: 8888, backlog: 1024 });
}

/** @param {string} path @param {Broker} broker @param {Listeners} listeners */
function answer(path, broker, { all }) {
  const json = 'application/json';
  const down = all.some(({ status }) => status === 'suspended');
  const two = broker.two && ['/health/ping', '/health/listeners'].includes(path);
  if (path === '/health' || two) {
    if (!down || path === '/health/ping') return { status: '200 OK', type: json, body: '{"status":"OK"}' };
    return {
      status: '503 Service Unavailable',
      type: json,
      body: '{"status":"DOWN","reasons":["Listeners are not ready: [mqtt]"]}',
    };
  }
  if (path === '/metrics') {
    return {
      status: '200 OK',
      type: 'text/plain; version=0.0.4',
      body: prometheusText(metricsOf(broker), broker.name),
    };
  }
  return { status: '404 Not Found', type: 'text/plain', body: '' };
}
