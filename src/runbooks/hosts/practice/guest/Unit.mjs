// A service under the practice host's supervisor: started, watched, stopped and restarted by systemd's rules.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { CgroupFiles } from './CgroupFiles.mjs';
import { span } from './format.mjs';
import { membersOf, processorTimeOf, signalProcess } from './processes.mjs';
import { readUnitFile, setting, settingSpan, words } from './unitFile.mjs';

/** @typedef {import('./Journal.mjs').Journal} Journal */
/**
 * @typedef {object} MainProcess the unit's main process, or the last one
 * @property {number} pid
 * @property {number} [started] milliseconds since the epoch
 * @property {number} [ended]
 * @property {0 | 1 | 2 | 3} code as in waitid(2): not ended, exited, killed, dumped
 * @property {number} status exit code or signal
 */
/** @typedef {'inactive' | 'activating' | 'active' | 'deactivating' | 'failed'} ActiveState */
/** @typedef {{ code: number, stderr: string }} JobResult */

/** Exits on these signals count as clean. */
const clean = /** @type {readonly (string | null)[]} */ (['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGPIPE']);
const dumping = /** @type {readonly (string | null)[]} */ ([
  'SIGABRT',
  'SIGSEGV',
  'SIGBUS',
  'SIGFPE',
  'SIGILL',
  'SIGQUIT',
  'SIGTRAP',
  'SIGSYS',
]);
const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export class Unit {
  /** @type {ActiveState} */
  state = 'inactive';
  sub = 'dead';
  result = 'success';
  restarts = 0;
  /** @type {MainProcess} */
  main = { pid: 0, code: 0, status: 0 };
  invocation = '';
  /** When it last became active, left that, became inactive or changed at all; milliseconds since the epoch. */
  moments =
    /** @type {{ active?: number, activeExit?: number, inactive?: number, inactiveExit?: number, change?: number }} */ ({});
  /** Processor milliseconds of the last invocation. */
  used = 0;

  /** @type {number[]} */
  #starts = [];
  /** @type {NodeJS.Timeout | undefined} */
  #restart;
  #stopping = false;
  /** @type {Promise<void>} Resolves when the main process has ended and its state is settled. */
  #settled = Promise.resolve();
  /** @type {Promise<unknown>} */
  #jobs = Promise.resolve();
  #journal;
  #cgroup;

  /** @param {string} name @param {Journal} journal */
  constructor(name, journal) {
    this.name = name;
    this.file = readUnitFile(name);
    this.#journal = journal;
    this.#cgroup = new CgroupFiles(name);
  }

  get description() {
    return setting(this.file, 'Unit.Description', this.name);
  }
  get #title() {
    return this.description === this.name ? this.name : `${this.name} - ${this.description}`;
  }
  get cgroup() {
    return this.#cgroup.open ? this.#cgroup.name : '';
  }
  get exists() {
    return this.file.path !== undefined;
  }
  /** @returns {number[]} */
  get members() {
    return this.invocation === '' ? [] : membersOf(this.invocation);
  }

  reload() {
    this.file = readUnitFile(this.name);
  }

  /** Forgets failures and the count of starts. */
  resetFailed() {
    this.#starts = [];
    this.restarts = 0;
    if (this.state !== 'failed') return;
    this.result = 'success';
    this.#become('inactive', 'dead');
  }

  /**
   * Takes on a past that ended in failure.
   * @param {{ result: string, restarts: number, used: number, main: MainProcess, active: number, gone: number }} past
   */
  recall({ result, restarts, used, main, active, gone }) {
    Object.assign(this, { state: 'failed', sub: 'failed', result, restarts, used, main });
    this.moments = { inactiveExit: active, active, activeExit: gone, inactive: gone, change: gone };
  }

  /** One job after another, as systemd runs them. @param {() => Promise<JobResult>} job @returns {Promise<JobResult>} */
  #queue(job) {
    const done = this.#jobs.then(job);
    this.#jobs = done;
    return done;
  }

  start() {
    return this.#queue(() => this.#startAsked());
  }
  stop() {
    return this.#queue(() => this.#stop());
  }
  restart() {
    return this.#queue(async () => {
      await this.#stop();
      return this.#startAsked();
    });
  }
  reloadService() {
    return this.#queue(async () => {
      if (this.state !== 'active') return failed(`${this.name} is not active, cannot reload.`);
      for (const line of this.file.settings.get('Service.ExecReload') ?? []) await this.#control(line);
      return done;
    });
  }

  /** Somebody asked for it, so the count of what it did by itself begins anew. @returns {Promise<JobResult>} */
  async #startAsked() {
    if (this.state !== 'active') this.restarts = 0;
    return this.#start();
  }

  /** @returns {Promise<JobResult>} */
  async #start() {
    if (this.state === 'active') return done;
    if (this.state === 'deactivating') await this.#settled;
    clearTimeout(this.#restart);
    if (!this.#mayStart()) {
      this.#journal.systemd(this.name, `${this.name}: Start request repeated too quickly.`, { priority: 4 });
      if (this.result === 'success') this.result = 'start-limit-hit';
      this.#journal.systemd(this.name, `${this.name}: Failed with result '${this.result}'.`, { priority: 4 });
      this.#journal.systemd(this.name, `Failed to start ${this.#title}.`, { priority: 3 });
      this.#become('failed', 'failed');
      return failed(
        `Job for ${this.name} failed because start of the service was attempted too often.\n` +
          `See "systemctl status ${this.name}" and "journalctl -xeu ${this.name}" for details.\n` +
          `To force a start use "systemctl reset-failed ${this.name}"\nfollowed by "systemctl start ${this.name}" again.`,
      );
    }
    this.#launch();
    return done;
  }

  #mayStart() {
    const interval = settingSpan(this.file, 'Unit.StartLimitIntervalSec', '10s');
    const burst = Number(setting(this.file, 'Unit.StartLimitBurst', '5'));
    const now = Date.now();
    this.#starts = this.#starts.filter((at) => at > now - interval);
    if (interval === 0 || burst === 0) return true;
    if (this.#starts.length >= burst) return false;
    this.#starts.push(now);
    return true;
  }

  #environment() {
    const own = (this.file.settings.get('Service.Environment') ?? []).flatMap(words).map((pair) => {
      const equals = pair.indexOf('=');
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    });
    return {
      PATH: path,
      LANG: 'C.UTF-8',
      ELECTRON_RUN_AS_NODE: '1',
      ...Object.fromEntries(own),
      INVOCATION_ID: this.invocation,
    };
  }

  #launch() {
    this.invocation = randomBytes(16).toString('hex');
    this.result = 'success';
    const [command = '', ...rest] = words(setting(this.file, 'Service.ExecStart', ''));
    const child = spawn(command.replace(/^[-@+!:]+/, ''), rest, {
      cwd: setting(this.file, 'Service.WorkingDirectory', '/'),
      env: this.#environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const started = Date.now();
    this.moments.inactiveExit = started;
    this.#cgroup.create();
    const ended = /** @type {Promise<readonly [number | null, NodeJS.Signals | null]>} */ (
      new Promise((resolve) => {
        child.on('exit', (code, signal) => resolve([code, signal]));
        child.on('error', (error) => {
          if (child.pid !== undefined) return;
          this.#journal.systemd(this.name, `${this.name}: Failed at step EXEC spawning ${command}: ${error.message}`, {
            priority: 3,
          });
          resolve([203, null]);
        });
      })
    );
    this.main = { pid: child.pid ?? 0, started, code: 0, status: 0 };
    this.#hear(child, command);
    this.showCgroup();
    this.#become('active', 'running');
    this.#journal.systemd(this.name, `Started ${this.#title}.`);
    this.#settled = ended.then(([code, signal]) => this.#mainEnded(code, signal));
  }

  /**
   * Takes what a process of the unit says into the journal.
   * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
   * @param {string} command
   */
  #hear({ pid, stdout, stderr }, command) {
    const identifier = /** @type {string} */ (command.split('/').at(-1));
    const about = { identifier, unit: this.name, priority: 6, ...(pid === undefined ? {} : { pid }) };
    for (const stream of [stdout, stderr]) {
      createInterface({ input: stream }).on('line', (text) => this.#journal.append({ ...about, at: Date.now(), text }));
    }
  }

  /** @param {number | null} code @param {NodeJS.Signals | null} signal */
  async #mainEnded(code, signal) {
    const ended = Date.now();
    const dumped = dumping.includes(signal);
    const number = signal === null ? /** @type {number} */ (code) : constants.signals[signal];
    this.main = { ...this.main, ended, code: signal === null ? 1 : dumped ? 3 : 2, status: number };
    const good = code === 0 || clean.includes(signal);
    if (!good) {
      const how =
        signal === null
          ? `code=exited, status=${number}/${exitName(number)}`
          : `code=${dumped ? 'dumped' : 'killed'}, status=${number}/${signal.slice(3)}`;
      this.#journal.systemd(this.name, `${this.name}: Main process exited, ${how}`, { priority: 5 });
      if (this.result === 'success') this.result = signal === null ? 'exit-code' : dumped ? 'core-dump' : 'signal';
    }
    if (this.#stopping) return;
    this.#become('deactivating', 'stop');
    await this.#clear({ runStop: this.main.pid !== 0 });
    this.#finish();
    if (this.#wantsRestart(good)) this.#scheduleRestart();
  }

  /** @param {boolean} good */
  #wantsRestart(good) {
    const when = setting(this.file, 'Service.Restart', 'no');
    if (when === 'always') return true;
    if (when === 'on-success') return good;
    if (when === 'on-failure') return !good;
    if (when === 'on-abnormal') return !good && this.result !== 'exit-code';
    return when === 'on-abort' && (this.result === 'core-dump' || this.result === 'signal');
  }

  #scheduleRestart() {
    this.#become('activating', 'auto-restart');
    this.#restart = setTimeout(
      () => {
        void this.#queue(async () => {
          if (this.sub !== 'auto-restart') return done;
          this.restarts += 1;
          this.#journal.systemd(
            this.name,
            `${this.name}: Scheduled restart job, restart counter is at ${this.restarts}.`,
          );
          this.#journal.systemd(this.name, `Stopped ${this.#title}.`);
          return this.#start();
        });
      },
      settingSpan(this.file, 'Service.RestartSec', '100ms'),
    );
  }

  /** @returns {Promise<JobResult>} */
  async #stop() {
    if (this.state === 'deactivating') await this.#settled;
    clearTimeout(this.#restart);
    if (this.state === 'activating') this.#become('inactive', 'dead');
    if (this.state !== 'active') return done;
    this.#stopping = true;
    this.#become('deactivating', 'stop');
    this.#journal.systemd(this.name, `Stopping ${this.#title}...`);
    await this.#clear({ runStop: true });
    await this.#settled;
    this.#stopping = false;
    this.#finish();
    this.#journal.systemd(this.name, `Stopped ${this.#title}.`);
    this.restarts = 0;
    return done;
  }

  /**
   * Ends all that is left of the unit: ExecStop, then signals by KillMode, SIGKILL when the time is up.
   * @param {{ runStop: boolean }} how
   */
  async #clear({ runStop }) {
    const due = Date.now() + settingSpan(this.file, 'Service.TimeoutStopSec', '90s');
    if (runStop) for (const line of this.file.settings.get('Service.ExecStop') ?? []) await this.#control(line);
    this.used = processorTimeOf(this.members);
    const mode = setting(this.file, 'Service.KillMode', 'control-group');
    const alive = () =>
      this.members.filter((pid) => mode === 'control-group' || mode === 'mixed' || pid === this.#mainPid());
    if (this.#mainPid() !== 0 || this.members.length > 0) this.sub = 'stop-sigterm';
    const first = mode === 'control-group' ? this.members : [this.#mainPid()];
    // A stopped process takes its SIGTERM only once it goes on.
    for (const pid of first.filter((one) => one > 0)) if (signalProcess(pid, 'SIGTERM')) signalProcess(pid, 'SIGCONT');
    if (mode === 'mixed') {
      while (this.#mainPid() !== 0 && Date.now() < due) await sleep(20);
      for (const pid of this.members.filter((one) => one !== this.#mainPid())) signalProcess(pid, 'SIGKILL');
    }
    while (mode !== 'none' && alive().length > 0) {
      if (Date.now() >= due) {
        this.#journal.systemd(this.name, `${this.name}: State 'stop-sigterm' timed out. Killing.`, { priority: 4 });
        for (const pid of alive()) signalProcess(pid, 'SIGKILL');
        if (this.result === 'success') this.result = 'timeout';
      }
      await sleep(20);
    }
  }

  #mainPid() {
    return this.main.code === 0 ? this.main.pid : 0;
  }

  #finish() {
    this.#cgroup.remove();
    if (this.result === 'success') {
      this.#journal.systemd(this.name, `${this.name}: Deactivated successfully.`);
      this.#become('inactive', 'dead');
    } else {
      this.#journal.systemd(this.name, `${this.name}: Failed with result '${this.result}'.`, { priority: 4 });
      this.#become('failed', 'failed');
    }
    if (this.used > 0) this.#journal.systemd(this.name, `${this.name}: Consumed ${span(this.used)} CPU time.`);
  }

  /**
   * One line of ExecStop or ExecReload.
   * @param {string} line
   */
  async #control(line) {
    const pid = this.#mainPid();
    const filled = line.replaceAll(/\$\{?MAINPID\}?/g, pid === 0 ? '' : String(pid));
    const [command = '', ...rest] = words(filled.replace(/^[-@+!:]+/, ''));
    const child = spawn(command, rest, {
      cwd: setting(this.file, 'Service.WorkingDirectory', '/'),
      env: this.#environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#hear(child, command);
    const code = await new Promise((resolve) => {
      child.on('exit', resolve);
      child.on('error', () => resolve(203));
    });
    if (code !== 0)
      this.#journal.systemd(
        this.name,
        `${this.name}: Control process exited, code=exited, status=${code}/${exitName(Number(code))}`,
        { priority: 5 },
      );
  }

  /** @param {ActiveState} state @param {string} sub */
  #become(state, sub) {
    const now = Date.now();
    if (state === 'active') this.moments.active = now;
    if (this.state === 'active' && state !== 'active') this.moments.activeExit = now;
    if (state === 'inactive' || state === 'failed') this.moments.inactive = now;
    this.moments.change = now;
    this.state = state;
    this.sub = sub;
  }

  /** Writes what the kernel would show of the unit's cgroup. */
  showCgroup() {
    this.#cgroup.write(this.members);
  }
}

const done = Object.freeze({ code: 0, stderr: '' });

/** @param {string} text @returns {JobResult} */
function failed(text) {
  return { code: 1, stderr: text + '\n' };
}

/** @param {number} code */
function exitName(code) {
  return (
    /** @type {Record<number, string>} */ ({ 0: 'SUCCESS', 1: 'FAILURE', 2: 'INVALIDARGUMENT', 203: 'EXEC' })[code] ??
    'n/a'
  );
}
