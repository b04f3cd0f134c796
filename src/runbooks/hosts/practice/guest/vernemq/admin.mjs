// What vmq-admin answers.
import { readFileSync } from 'node:fs';
import { metricLines, metricsOf } from './metrics.mjs';
import { configFile } from './nodes.mjs';
import { table } from './table.mjs';

/** @typedef {import('./Broker.mjs').Broker} Broker */
/** @typedef {import('./Listeners.mjs').Listeners} Listeners */
/** @typedef {{ broker: Broker, listeners: Listeners, say: (text: string) => void }} Asked */

const usage = /** @type {Record<string, string>} */ ({
  '': `Usage: vmq-admin <sub-command>

  Administrate the cluster.

  Sub-commands:
    node        Manage this node
    cluster     Manage this node's cluster membership
    session     Retrieve session information
    retain      Show and filter MQTT retained messages
    plugin      Manage plugin system
    listener    Manage listener interfaces
    metrics     Retrieve System Metrics
    api-key     Manage API keys for the HTTP management interface
    trace       Trace various aspects of VerneMQ
  Use --help after a sub-command for more details.

`,
  node: `Usage: vmq-admin node <sub-command>

  Administrate this VerneMQ node.

  Sub-commands:
    start       Start the server application
    stop        Stop the server application

  Use --help after a sub-command for more details.

`,
  cluster: `Usage: vmq-admin cluster <sub-command>

  Administrate cluster membership for this particular VerneMQ node.

  Sub-commands:
    show        Prints cluster information
    join        Join a cluster
    leave       Leave the cluster

  Use --help after a sub-command for more details.

`,
});

/**
 * Answers one command; the exit code.
 * @param {readonly string[]} words
 * @param {Asked} asked
 * @returns {Promise<number>}
 */
export async function admin(words, asked) {
  const { broker, listeners, say } = asked;
  const options = words.filter((word) => word.startsWith('-'));
  const json = options.includes('--format=json');
  const [topic = '', verb = '', ...rest] = words.filter((word) => !word.startsWith('-'));
  if (broker.booting) {
    say(`RPC to '${broker.name}' failed: {'EXIT',{undef,[{clique,run,[]}]}}\n`);
    return 1;
  }
  switch (`${topic} ${verb}`) {
    case 'cluster show':
      return tell(
        say,
        table(
          (await broker.clusterView()).map(({ name, running }) => ({ Node: name, Running: running })),
          json,
        ),
      );
    case 'cluster leave':
      return broker.leave(valueOf(rest, 'node'), leaveOptions(words), (line) => say(`${line}\n`));
    case 'cluster join': {
      const said = broker.join(valueOf(rest, 'discovery-node'));
      return tell(say, `${said}\n`, said === 'Done' ? 0 : 1);
    }
    case 'session show':
      return tell(say, table(await sessions(broker, options), json));
    case 'retain show': {
      const rows = Object.values(broker.retained).map(({ topic: name, payload }) => ({ payload, topic: name }));
      return tell(say, table(chosen(rows, options), json));
    }
    case 'listener show':
      return tell(say, table(listenerRows(broker, listeners), json));
    case 'listener start': {
      await listeners.open(valueOf(rest, 'address'), Number(valueOf(rest, 'port')), 'infinity');
      return tell(say, 'Done\n');
    }
    case 'listener stop':
      listeners.close(valueOf(rest, 'address'), Number(valueOf(rest, 'port')));
      return tell(say, 'Done\n');
    case 'metrics show':
      return tell(say, metricLines(labelled(metricsOf(broker), options)));
    case 'node history':
      if (broker.two) return tell(say, table([{ history: broker.history, node: broker.name }], json));
      return tell(say, usage['node'] ?? '', 1);
    case 'api-key show':
      return tell(say, table([{ Key: 'Kd2eJ0hPqWvN5sXbTzRyUaCmGf4L7i9o' }], json));
    default:
      if (topic === 'show') return showSettings([verb, ...rest], json, asked);
      return tell(say, usage[topic] ?? usage[''] ?? '', 1);
  }
}

/** @param {(text: string) => void} say @param {string} text */
function tell(say, text, code = 0) {
  say(text);
  return code;
}

/** @param {readonly string[]} words @param {string} name */
function valueOf(words, name) {
  return words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

/** @param {readonly string[]} words */
function leaveOptions(words) {
  const at = words.findIndex((word) => word === '-t' || word === '--timeout');
  return {
    kill: words.includes('-k') || words.includes('--kill_sessions'),
    timeout: at < 0 ? 60 : Number(words[at + 1]),
  };
}

/** Columns that were asked for, filters, and no more than 100 rows unless told. @param {readonly import('./table.mjs').Row[]} rows @param {readonly string[]} options */
function chosen(rows, options) {
  const named = options
    .map((option) => option.slice(2).split('='))
    .filter(([name]) => name !== 'limit' && name !== 'format');
  const limit = Number(options.find((option) => option.startsWith('--limit='))?.slice('--limit='.length) ?? 100);
  const filters = named.filter(([, value]) => value !== undefined);
  const columns = named.filter(([, value]) => value === undefined).map(([name]) => String(name));
  return rows
    .filter((row) => filters.every(([name, value]) => String(row[String(name)]) === value))
    .slice(0, limit)
    .map((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => columns.length === 0 || columns.includes(name))),
    );
}

/** @param {Broker} broker @param {readonly string[]} options */
async function sessions(broker, options) {
  const full = (await broker.allRows()).map((row) => ({
    clean_session: row.clean,
    client_id: row.client_id,
    is_online: row.online,
    mountpoint: '',
    node: row.node,
    offline_messages: row.messages,
    peer_host: row.online ? row.node.replace('VerneMQ@', '') : null,
    queue_started_at: row.queued,
    session_started_at: row.started,
    statename: row.online ? 'online' : 'offline',
  }));
  const usual = ['client_id', 'is_online', 'mountpoint', 'peer_host'].map((name) => `--${name}`);
  const asksColumns = options.some((option) => !option.includes('='));
  return chosen(full, asksColumns ? options : [...options, ...usual]);
}

/** @param {Broker} broker @param {Listeners} listeners */
function listenerRows(broker, { all }) {
  const own = broker.name.replace('VerneMQ@', '');
  const online = broker.sessions.size;
  const mqtt = all.map(({ address, port, status, limit, open }) => ({
    ...{ type: 'mqtt', status, address, port: String(port), mountpoint: '', max_conns: limit },
    ...{ active_conns: Math.min(online, open.size), all_conns: open.size },
  }));
  const fixed = /** @type {const} */ ([
    ['vmq', own, '44053'],
    ['http', '127.0.0.1', '8888'],
  ]).map(([type, address, port]) => ({
    ...{ type, status: 'running', address, port, mountpoint: '', max_conns: '10000', active_conns: 0, all_conns: 0 },
  }));
  return [...mqtt, ...fixed];
}

/** @param {readonly import('./metrics.mjs').Metric[]} metrics @param {readonly string[]} options */
function labelled(metrics, options) {
  const wanted = options.map((option) => option.slice(2).split('=')).filter(([name]) => name !== 'format');
  return metrics.filter(({ labels }) => wanted.every(([name, value]) => labels[String(name)] === value));
}

/** @param {readonly string[]} names @param {boolean} json @param {Asked} asked */
function showSettings(names, json, { broker, say }) {
  const known = /** @type {Record<string, string>} */ ({
    metadata_plugin: 'vmq_swc',
    allow_register_during_netsplit: 'off',
    allow_publish_during_netsplit: 'off',
    allow_subscribe_during_netsplit: 'off',
    allow_unsubscribe_during_netsplit: 'off',
    coordinate_registrations: 'on',
  });
  for (const line of readFileSync(configFile, 'utf8').split('\n')) {
    const [name = '', value] = line.split('=').map((part) => part.trim());
    if (value !== undefined && name in known) known[name] = value;
  }
  const wrong = names.find((name) => !(name in known));
  if (wrong !== undefined) return tell(say, `Invalid config keys: ${wrong} \n`, 1);
  const row = Object.fromEntries([['node', broker.name], ...names.map((name) => [name, known[name] ?? ''])]);
  return tell(say, table([row], json));
}
