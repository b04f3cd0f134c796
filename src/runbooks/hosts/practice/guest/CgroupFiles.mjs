// Plain files where the kernel would show a unit's cgroup: the practice host may make no cgroup of its own.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { memoryOf, processorTimeOf } from './processes.mjs';

export class CgroupFiles {
  open = false;
  #folder;
  #unit;
  /** @type {Set<number>} those whose /proc entry has been seen to */
  #shown = new Set();

  /** @param {string} unit */
  constructor(unit) {
    this.#unit = unit;
    this.name = `/system.slice/${unit}`;
    this.#folder = `/sys/fs/cgroup${this.name}`;
  }

  create() {
    mkdirSync(this.#folder, { recursive: true });
    mkdirSync('/run/practice/cgroups', { recursive: true });
    writeFileSync(`/run/practice/cgroups/${this.#unit}`, `0::${this.name}\n`);
    this.open = true;
    this.write([]);
  }

  remove() {
    this.open = false;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** @param {readonly number[]} pids */
  write(pids) {
    if (!this.open) return;
    // Process 1 mounts it over /proc/PID/cgroup, which only it may do.
    for (const pid of pids.filter((one) => !this.#shown.has(one))) console.log(`cgroup ${pid} ${this.#unit}`);
    this.#shown = new Set(pids);
    const microseconds = processorTimeOf(pids) * 1000;
    const files = {
      'cgroup.procs': pids.map((pid) => `${pid}\n`).join(''),
      'memory.current': `${memoryOf(pids)}\n`,
      'memory.max': 'max\n',
      'memory.events': 'low 0\nhigh 0\nmax 0\noom 0\noom_kill 0\noom_group_kill 0\n',
      'memory.pressure': pressure('memory'),
      'cpu.stat': `usage_usec ${microseconds}\nuser_usec ${microseconds}\nsystem_usec 0\n`,
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(`${this.#folder}/${name}`, content);
  }
}

/**
 * The machine's own pressure, for want of one by cgroup.
 * @param {string} kind
 */
function pressure(kind) {
  const none = 'avg10=0.00 avg60=0.00 avg300=0.00 total=0\n';
  try {
    return readFileSync(`/proc/pressure/${kind}`, 'utf8');
  } catch {
    return `some ${none}full ${none}`;
  }
}
