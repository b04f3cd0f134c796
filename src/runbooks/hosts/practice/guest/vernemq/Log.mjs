// A node's logs, as VerneMQ 1.13 writes them, or as 2.x does.
import { appendFileSync } from 'node:fs';
import { logFolder } from './nodes.mjs';

export class Log {
  #two;
  #process = 200;

  /** @param {boolean} two whether it is VerneMQ 2 */
  constructor(two) {
    this.#two = two;
  }

  /**
   * @param {'info' | 'warning' | 'error'} level
   * @param {string} place as 1.x has it: `vmq_queue:wait_for_offline:{379,5}`
   * @param {string} text
   * @param {number} [at] milliseconds since the epoch
   */
  say(level, place, text, at = Date.now()) {
    const process = `<0.${(this.#process += 7)}.0>`;
    const time = new Date(at).toISOString();
    const [module = '', name = '', lines = ''] = place.split(':');
    const line = this.#two
      ? `${time.slice(0, -1)}${String(this.#process % 1000).padStart(3, '0')}+00:00 [${level}] ${process} ${module}:${name}/1:${/\d+/.exec(lines)?.[0] ?? '1'}: ${text}\n`
      : `${time.slice(0, 10)} ${time.slice(11, 23)} [${level}] ${process}@${place} ${text}\n`;
    appendFileSync(`${logFolder}/console.log`, line);
    if (level === 'error') appendFileSync(`${logFolder}/error.log`, line);
  }

  /** @param {string} peer @param {string} group @param {number} objects @param {number} [at] */
  exchanged(peer, group, objects, at) {
    const text = `Replica ${group}: AE exchange with '${peer}' synced ${objects} objects`;
    this.say('info', 'vmq_swc_exchange_fsm:teardown:{187,13}', text, at);
  }
}
