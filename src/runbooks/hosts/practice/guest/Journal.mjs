// The practice host's journal: what the kernel, systemd and the services have said since it started.

/**
 * @typedef {object} Entry
 * @property {number} at milliseconds since the epoch
 * @property {string} identifier `kernel`, `systemd`, `node`
 * @property {number} [pid]
 * @property {string} [unit] the unit it is about
 * @property {number} priority 0 (emergency) to 7 (debug)
 * @property {string} text
 */

const most = 50_000;

export class Journal {
  /** @type {Entry[]} */
  entries = [];

  /** @param {Entry} entry */
  append(entry) {
    this.entries.push(entry);
    if (this.entries.length > most) this.entries.splice(0, most / 10);
  }

  /**
   * What systemd says of a unit.
   * @param {string} unit
   * @param {string} text
   * @param {{ at?: number, priority?: number }} [more]
   */
  systemd(unit, text, { at = Date.now(), priority = 6 } = {}) {
    this.append({ at, identifier: 'systemd', pid: 1, unit, priority, text });
  }
}
