// What a node does for one client: CONNACK by the state of the cluster, then what it publishes and is sent.
import { listen, tell } from './wire.mjs';

const [accepted, unavailable] = [0, 3];

/** @param {import('node:net').Socket} socket @param {import('./Broker.mjs').Broker} broker */
export function serveClient(socket, broker) {
  /** @type {import('./Broker.mjs').Session | undefined} */
  let session;
  socket.on('error', () => socket.destroy());
  socket.on('close', () => session && void broker.disconnect(session));
  /** One thing after another, as the client sent them. @type {Promise<unknown>} */
  let turn = Promise.resolve();
  listen(socket, (message) => (turn = turn.then(() => take(message))));

  /** @param {any} message */
  async function take({ connect, subscribe, publish }) {
    if (connect) {
      broker.count('mqtt_connect_received');
      const code = (await broker.isReady()) ? accepted : unavailable;
      broker.count(`mqtt_connack_sent:${connect.version}:${code === accepted ? 'success' : 'server_unavailable'}`);
      tell(socket, { connack: code });
      if (code !== accepted) return void socket.end();
      session = {
        id: connect.id,
        clean: connect.clean,
        started: Date.now(),
        send: (sent) => tell(socket, { message: sent }),
        end: () => socket.destroy(),
      };
      return broker.connect(session);
    }
    if (session === undefined) return void socket.destroy();
    if (subscribe) {
      const retained = await broker.subscribe(session, subscribe);
      tell(socket, { suback: true });
      for (const kept of retained) tell(socket, { message: { ...kept, retain: true } });
    }
    if (publish) {
      await broker.publish(publish);
      tell(socket, { puback: true });
    }
  }
}
