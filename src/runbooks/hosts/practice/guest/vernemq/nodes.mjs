// The two nodes of the played cluster, and where a node keeps what.

/** @typedef {'a' | 'b'} Member */

const addresses = /** @type {Record<Member, string>} */ ({ a: '10.77.4.1', b: '10.77.4.2' });

export const unitName = 'vernemq.service';
export const configFile = '/etc/vernemq/vernemq.conf';
export const dataFolder = '/var/lib/vernemq';
export const logFolder = '/var/log/vernemq';
/** Where the commands knock. */
export const adminSocket = '/run/vernemq.admin';
/** Where the nodes find each other: the one folder that both hosts see. */
const clusterFolder = '/srv/cluster';

/** @param {Member} member */
export function addressOf(member) {
  return addresses[member];
}

/** The name that Erlang has for it. @param {Member} member */
export function nodeName(member) {
  return `VerneMQ@${addresses[member]}`;
}

/** @param {string} name of a node */
export function clusterSocket(name) {
  return `${clusterFolder}/${name}`;
}
