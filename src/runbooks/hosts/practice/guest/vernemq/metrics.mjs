// The counters and gauges of a node, as `vmq-admin metrics show` and /metrics tell them.
import { isOn } from './faults.mjs';

/** @typedef {import('./Broker.mjs').Broker} Broker */
/** @typedef {{ kind: 'counter' | 'gauge', name: string, labels: Record<string, string>, value: number }} Metric */

/** CONNECTs a second of the storm, as they were measured, and how many of its clients are there at a time. */
const stormRate = 49.3;
const stormLive = 7;
/** Counters that stay 0 since their labelled successors came. */
const legacy = ['accepted', 'bad_credentials', 'identifier_rejected', 'not_authorized', 'server_unavailable'];
const groups = Array.from({ length: 10 }, (_, at) => `meta${at + 1}`);
const started = Date.now();

/** @param {Broker} broker @returns {Metric[]} */
export function metricsOf(broker) {
  const storm = isOn('storm') ? Math.floor(((Date.now() - started) / 1000) * stormRate) : 0;
  /** @param {string} name @param {number} [more] @returns {Metric} */
  const counter = (name, more = 0) => ({
    kind: 'counter',
    name,
    labels: {},
    value: (broker.counters[name] ?? 0) + more,
  });
  /** @param {string} name @param {number} value @param {Record<string, string>} [labels] @returns {Metric} */
  const gauge = (name, value, labels = {}) => ({ kind: 'gauge', name, labels, value });
  const connacks = ['4', '5'].flatMap((version) =>
    ['success', 'server_unavailable'].map((code) => ({
      .../** @type {const} */ ({ kind: 'counter', name: 'mqtt_connack_sent' }),
      labels: { mqtt_version: version, [version === '4' ? 'return_code' : 'reason_code']: code },
      value:
        (broker.counters[`mqtt_connack_sent:${version}:${code}`] ?? 0) +
        (version === '4' && code === 'success' ? storm : 0),
    })),
  );
  const live = broker.sessions.size + (isOn('storm') ? stormLive : 0);
  /** All of them in the first groups, as full as they get. @param {number} sum @param {number} at */
  const share = (sum, at) => Math.floor(sum / groups.length) + (at < sum % groups.length ? 1 : 0);
  return [
    counter('mqtt_connect_received', storm),
    ...connacks,
    ...legacy.map((reason) => counter(`mqtt_connack_${reason}_sent`)),
    counter('mqtt_disconnect_received'),
    counter('socket_open', storm),
    counter('socket_close', storm),
    counter('queue_setup', storm),
    counter('queue_teardown', storm),
    counter('queue_message_in'),
    counter('queue_message_out'),
    counter('queue_message_drop'),
    counter('queue_message_expired'),
    counter('queue_initialized_from_storage'),
    { kind: 'counter', name: 'netsplit_detected', labels: {}, value: broker.netsplits },
    gauge('queue_processes', new Set([...Object.keys(broker.queues), ...broker.sessions.keys()]).size),
    gauge('retain_messages', Object.keys(broker.retained).length),
    gauge('router_subscriptions', broker.subscriptions),
    gauge('active_mqtt_connections', live),
    gauge('total_active_connections', live),
    ...groups.flatMap((group, at) => [
      gauge('swc_object_count', share(broker.objects, at), { group }),
      gauge('swc_tombstone_count', share(broker.tombstones, at), { group }),
    ]),
  ];
}

/**
 * One line a name, labels summed up.
 * @param {readonly Metric[]} metrics
 */
export function metricLines(metrics) {
  const sums = /** @type {Map<string, number>} */ (new Map());
  for (const { kind, name, value } of metrics) sums.set(`${kind}.${name}`, (sums.get(`${kind}.${name}`) ?? 0) + value);
  return [...sums].map(([name, value]) => `${name} = ${value}\n`).join('') + '\n';
}

/** @param {readonly Metric[]} metrics @param {string} node */
export function prometheusText(metrics, node) {
  const seen = new Set();
  return metrics
    .map(({ kind, name, labels, value }) => {
      const head = seen.has(name) ? '' : `# HELP ${name} ${name.replaceAll('_', ' ')}.\n# TYPE ${name} ${kind}\n`;
      seen.add(name);
      const all = Object.entries({ node, ...labels }).map(([label, text]) => `${label}="${text}"`);
      return `${head}${name}{${all.join(',')}} ${value}\n`;
    })
    .join('');
}
