// The practice host's service manager: it holds the units and answers what systemctl, journalctl and dmesg ask.
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { Socket } from 'node:net';
import { bootedAt } from './bootedAt.mjs';
import { Journal } from './Journal.mjs';
import { dmesg, journalctl } from './journalctl.mjs';
import { systemctl } from './systemctl.mjs';
import { Unit } from './Unit.mjs';
import { unitFolder } from './unitFile.mjs';

const folder = '/run/practice';
/** Milliseconds between looks at the units' processes. */
const lookEvery = 500;

export class Supervisor {
  journal = new Journal();
  /** @type {Map<string, Unit>} */
  #units = new Map();

  constructor() {
    for (const name of readdirSync(unitFolder)) if (name.endsWith('.service')) this.unit(name);
  }

  get units() {
    return [...this.#units.values()];
  }

  /** The unit of that name, which need not exist. @param {string} name */
  unit(name) {
    const known = this.#units.get(name) ?? new Unit(name, this.journal);
    // A unit's file that came after boot is read when somebody first asks for it.
    if (!known.exists) known.reload();
    this.#units.set(name, known);
    return known;
  }

  reload() {
    this.journal.append({ at: Date.now(), identifier: 'systemd', pid: 1, priority: 6, text: 'Reloading.' });
    for (const unit of this.units) unit.reload();
  }

  /** Answers from now on. The door is a FIFO, so that a shell can knock without a program of its own. */
  listen() {
    mkdirSync(`${folder}/asks`, { recursive: true });
    execFileSync('mkfifo', [`${folder}/control`]);
    const door = new Socket({
      fd: openSync(`${folder}/control`, constants.O_RDWR | constants.O_NONBLOCK),
      writable: false,
    });
    let rest = '';
    door.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      const names = (rest + text).split('\n');
      rest = /** @type {string} */ (names.pop());
      for (const name of names) if (/^\w+$/.test(name)) void this.#serve(`${folder}/asks/${name}`);
    });
    setInterval(() => this.#look(), lookEvery);
  }

  #look() {
    for (const unit of this.units) unit.showCgroup();
  }

  /** @param {string} ask the folder of one question */
  async #serve(ask) {
    try {
      const words = readFileSync(`${ask}/words`, 'utf8').split('\0').slice(0, -1);
      const { code, stdout, stderr } = await this.#answer(words).catch((/** @type {unknown} */ error) => ({
        code: 1,
        stdout: '',
        stderr: `${String(error)}\n`,
      }));
      writeFileSync(`${ask}/stdout`, stdout);
      writeFileSync(`${ask}/stderr`, stderr);
      const done = openSync(`${ask}/done`, constants.O_WRONLY | constants.O_NONBLOCK);
      writeSync(done, `${code}\n`);
      closeSync(done);
    } catch (error) {
      // Whoever asked was killed meanwhile and waits for no answer.
      console.log(`unanswered: ${String(error)}`);
      rmSync(ask, { recursive: true, force: true });
    }
  }

  /** @param {readonly string[]} words */
  async #answer([command, ...rest]) {
    if (command === 'journalctl') return journalctl(rest, this.journal.entries, Date.now());
    if (command === 'dmesg') return dmesg(rest, this.journal.entries, bootedAt());
    this.#look();
    return systemctl(rest, this);
  }
}
