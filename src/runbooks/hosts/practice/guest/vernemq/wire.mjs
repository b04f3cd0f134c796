// How the nodes, their commands and the clients of the played cluster talk: JSON, a line each. It is not MQTT and not Erlang's.
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';

/** @typedef {import('node:net').Socket} Socket */
/** @typedef {import('node:net').NetConnectOpts} Address */

/** @param {Socket} socket @param {unknown} message */
export function tell(socket, message) {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}

/** @param {Socket} socket @param {(message: any) => void} hear */
export function listen(socket, hear) {
  const lines = createInterface({ input: socket });
  lines.on('line', (line) => hear(JSON.parse(line)));
  // What happens to the socket is for who holds it.
  lines.on('error', () => undefined);
}

/**
 * Asks one question and gives the last line of the answer; rejects where nobody answers in time.
 * @param {Address} address
 * @param {unknown} question
 * @param {(line: any) => void} [each] gets every line of the answer
 * @returns {Promise<any>}
 */
export function ask(address, question, each = () => undefined) {
  return new Promise((resolve, reject) => {
    /** @type {unknown} */
    let last;
    const socket = createConnection(address);
    socket.on('error', reject);
    socket.on('connect', () => tell(socket, question));
    listen(socket, (line) => {
      last = line;
      each(line);
    });
    socket.on('close', () => (last === undefined ? reject(new Error('no answer')) : resolve(last)));
  });
}
