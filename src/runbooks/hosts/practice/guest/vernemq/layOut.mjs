// Lays out a node of the played cluster as the .deb leaves it, with what its life so far has put into it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { unitFolder } from '../unitFile.mjs';
import { faultFolder } from './faults.mjs';
import { addressOf, configFile, dataFolder, logFolder, nodeName, unitName } from './nodes.mjs';
import { save } from './Store.mjs';

/** @typedef {import('./nodes.mjs').Member} Member */
/** @typedef {import('./Store.mjs').Kept} Kept */

/** Persistent clients of each node; those of a carry 15 messages, those of b 60. */
const clients = { a: range('dev', 20, 25), b: [...range('dev', 0, 20), 'live-1'] };
const offline = { a: 3, b: 3 };

/** @param {string} name @param {number} from @param {number} to */
function range(name, from, to) {
  return Array.from({ length: to - from }, (_, at) => `${name}-${from + at}`);
}

/** @param {Member} member @param {string} scenario */
export function layOut(member, scenario) {
  for (const folder of [faultFolder, dataFolder, logFolder, '/etc/vernemq/conf.d', '/var/backups'])
    mkdirSync(folder, { recursive: true });
  // The commands are told by it whose they are.
  writeFileSync('/run/practice/member', member);
  const own = addressOf(member);
  writeFileSync(configFile, config(own));
  writeFileSync('/etc/vernemq/vmq.acl', 'topic #\n');
  writeFileSync('/etc/vernemq/vmq.passwd', '');
  writeFileSync(`${dataFolder}/.erlang.cookie`, 'practice-cookie-only', { mode: 0o400 });
  mkdirSync(`${dataFolder}/generated.configs`);
  for (const log of ['console', 'error', 'crash']) writeFileSync(`${logFolder}/${log}.log`, '');
  writeFileSync(`${unitFolder}/${unitName}`, unit(member));
  mkdirSync(`${unitFolder}/multi-user.target.wants`, { recursive: true });
  save(past(member, scenario));
}

/** @param {string} address */
function config(address) {
  return `accept_eula = yes
nodename = VerneMQ@${address}
distributed_cookie = practice-cookie-only
allow_anonymous = on
allow_register_during_netsplit = off
metadata_plugin = vmq_swc
listener.tcp.default = ${address}:1883
listener.vmq.clustering = ${address}:44053
listener.http.default = 127.0.0.1:8888
`;
}

/** @param {Member} member */
function unit(member) {
  return `[Unit]
Description=VerneMQ Server
After=network-online.target

[Service]
ExecStart=${process.execPath} ${new URL('beam.mjs', import.meta.url).pathname}
Environment=PRACTICE_MEMBER=${member}
Restart=no
LimitNOFILE=infinity

[Install]
WantedBy=multi-user.target
`;
}

/** 28 sessions, 75 messages, 12 retained. @param {Member} member @param {string} scenario @returns {Kept} */
function past(member, scenario) {
  const split = scenario === 'vernemq-split' && member === 'b';
  const started = Date.now() - 3_600_000;
  const queues = Object.fromEntries(
    clients[member].map((id) => {
      const count = id.startsWith('dev-') ? offline[member] : 0;
      const messages = Array.from({ length: count }, (_, at) => ({ topic: `cmd/${id}`, payload: `msg${at}`, qos: 1 }));
      return [id, { clean: false, messages, started }];
    }),
  );
  const subscribers = Object.fromEntries(
    /** @type {const} */ (['a', 'b']).flatMap((node) =>
      clients[node].map((id) => [id, { node: nodeName(node), clean: false, topics: [`cmd/${id}`] }]),
    ),
  );
  const retained = Object.fromEntries(
    range('state/s', 0, split ? 3 : 12).map((name, at) => {
      const topic = name.replace('s-', 's');
      return [topic, { topic, payload: `v${at}`, qos: 1 }];
    }),
  );
  return {
    members: split ? [nodeName('b')] : [nodeName('a'), nodeName('b')],
    retained,
    subscribers: split ? {} : subscribers,
    queues: split ? {} : queues,
    tombstones: 0,
    looping: scenario === 'vernemq-empty-sync' && member === 'b' ? ['meta8', 'meta9'] : [],
  };
}
