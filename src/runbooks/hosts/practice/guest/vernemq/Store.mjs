// What a node keeps on disk: who is in the cluster, the metadata that all nodes share, and its own queues.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dataFolder } from './nodes.mjs';

/** @typedef {{ topic: string, payload: string, qos: number, retain?: boolean }} Message */
/** @typedef {{ node: string, clean: boolean, topics: string[] }} Subscriber */
/** @typedef {{ clean: boolean, messages: Message[], started: number }} Queue */
/**
 * @typedef {object} Kept
 * @property {string[] | undefined} members undefined where the node has never started, or has left
 * @property {Record<string, Message>} retained by topic
 * @property {Record<string, Subscriber>} subscribers by client id
 * @property {Record<string, Queue>} queues by client id
 * @property {number} tombstones
 * @property {string[]} looping groups whose exchanges never end
 */

const metadata = `${dataFolder}/swc_meta`;
const files = {
  members: `${metadata}/cluster_state`,
  objects: `${metadata}/meta1/000003.log`,
  queues: `${dataFolder}/msgstore/1/000003.log`,
};

/** Whether an earlier life of the node has left something behind. */
export function hasPast() {
  return existsSync(files.objects);
}

/** @returns {Kept} */
export function load() {
  const objects = read(files.objects) ?? { retained: {}, subscribers: {}, tombstones: 0, looping: [] };
  return { members: read(files.members), queues: read(files.queues) ?? {}, ...objects };
}

/** @param {Kept} kept */
export function save({ members, queues, ...objects }) {
  for (let group = 1; group <= 10; group++) mkdirSync(`${metadata}/meta${group}`, { recursive: true });
  for (let store = 1; store <= 12; store++) mkdirSync(`${dataFolder}/msgstore/${store}`, { recursive: true });
  writeFileSync(`${metadata}/old_node_actor`, 'actor\n');
  if (members === undefined) rmSync(files.members, { force: true });
  else writeFileSync(files.members, JSON.stringify(members));
  writeFileSync(files.objects, JSON.stringify(objects));
  writeFileSync(files.queues, JSON.stringify(queues));
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
