// The virtual machine of a node of the played cluster: what `systemctl start vernemq` starts.
import { chmodSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { admin } from './admin.mjs';
import { Broker } from './Broker.mjs';
import { isOn } from './faults.mjs';
import { serveHttp } from './http.mjs';
import { Listeners } from './Listeners.mjs';
import { Log } from './Log.mjs';
import { adminSocket, clusterSocket, nodeName } from './nodes.mjs';
import { listen, tell } from './wire.mjs';

process.title = 'beam.smp';
const member = process.env['PRACTICE_MEMBER'] === 'b' ? 'b' : 'a';
const name = nodeName(member);
const two = isOn('version-2');
const log = new Log(two);

log.say('info', 'vmq_metadata:start:{29,5}', 'Try to start vmq_swc: ok');
const broker = new Broker(name, log, two);
const listeners = new Listeners(broker);
broker.onSuspend = () => void listeners.suspend();
broker.onLeft = () => void setTimeout(() => process.exit(0), 100);

/** @param {string} path @param {(socket: import('node:net').Socket, question: any) => Promise<void>} answer */
function serve(path, answer) {
  rmSync(path, { force: true });
  createServer((socket) => {
    socket.on('error', () => socket.destroy());
    listen(socket, (question) => void answer(socket, question).finally(() => socket.end()));
  }).listen(path, () => chmodSync(path, 0o777));
}
serve(clusterSocket(name), async (socket, question) => tell(socket, await broker.answer(question)));
serve(adminSocket, async (socket, { words }) => {
  if (words[0] === 'ping') return tell(socket, { text: 'pong\n', code: 0 });
  const code = await admin(words, { broker, listeners, say: (text) => tell(socket, { text }) });
  tell(socket, { code });
});
process.on('SIGTERM', () => {
  log.say('info', 'application:stop:{1,1}', 'Administrative stop');
  process.exit(0);
});

await sleep(700);
while (isOn('boot-sticks')) await sleep(200);
await listeners.openConfigured();
serveHttp(broker, listeners);
// A node is reached between the hosts without a network; what others would see of its port is there all the same.
createServer((socket) => socket.end()).listen({ host: name.replace('VerneMQ@', ''), port: 44053, backlog: 1024 });
broker.booting = false;
log.say('info', 'vmq_cluster:init:{163,5}', `cluster event handler 'vmq_cluster' registered`);
