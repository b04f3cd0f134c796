// What has happened on the practice host before anybody logs in.
import { spawn } from 'node:child_process';
import { appendFileSync, closeSync, openSync, mkdirSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { creative, daemonFolder, install, survival, unitName } from './install.mjs';
import { signalProcess } from './processes.mjs';
import { unitFolder } from './unitFile.mjs';

/** @typedef {import('./Supervisor.mjs').Supervisor} Supervisor */
/** @typedef {import('./install.mjs').Generation} Generation */

const minute = 60_000;
/** Process ids of the past; those of the present stay below for long. */
const past = { daemon: 28083, java: 28125 };

/** Lays out what has to be there before the supervisor reads the units. @param {string} scenario @param {Generation} generation */
export function prepare(scenario, generation) {
  const key = install(generation);
  if (scenario === 'daemon-oom-killed' && generation === 'current') {
    // Today's unit comes back by itself: it stays down only where somebody has set a limit.
    mkdirSync(`${unitFolder}/${unitName}.d`);
    writeFileSync(`${unitFolder}/${unitName}.d/10-limit.conf`, '[Unit]\nStartLimitIntervalSec=1h\nStartLimitBurst=3\n');
  }
  return key;
}

/**
 * Plays the scenario up to the moment at which a person is called.
 * @param {string} scenario
 * @param {Supervisor} supervisor
 * @param {string} key the daemon's access key, which it prints when it starts
 */
export async function play(scenario, supervisor, key) {
  boot(supervisor);
  const unit = supervisor.unit(unitName);
  if (scenario === 'daemon-oom-killed') return oomKilled(supervisor, key);
  if (scenario === 'port-taken') {
    const tenant = spawn(process.execPath, [new URL('tenant.mjs', import.meta.url).pathname], {
      stdio: 'ignore',
      detached: true,
      env: { PATH: process.env['PATH'], ELECTRON_RUN_AS_NODE: '1' },
    });
    tenant.unref();
    await until(() => answers());
  }
  if (scenario === 'disk-full') fillDisk();
  await unit.start();
  if (scenario === 'port-taken' || scenario === 'disk-full') {
    // Today's unit tries again until it has tried too often.
    return until(async () => unit.state === 'failed');
  }
  await until(() => answers());
  if (scenario === 'daemon-hung') {
    signalProcess(unit.main.pid, 'SIGSTOP');
    const stale = new Date(Date.now() - 4 * minute);
    const line = '[Resource Report] MEM: 1853MB/1987MB CPU: 98% Heap: 43MB/69MB RSS: 107MB';
    appendFileSync(`${daemonFolder}/logs/sysinfo.log`, `[${mcsmTime(stale.getTime())}] [INFO] ${line}\n`, {
      mode: 0o600,
    });
    for (const name of ['sysinfo.log', 'current.log']) utimesSync(`${daemonFolder}/logs/${name}`, stale, stale);
  }
}

/** @param {Supervisor} supervisor */
function boot({ journal }) {
  const at = Date.now() - 3 * 60 * minute;
  journal.append({
    at,
    identifier: 'kernel',
    priority: 5,
    text: 'Linux version 6.1.0-25-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14) 12.2.0) #1 SMP PREEMPT_DYNAMIC Debian 6.1.106-3 (practice host: a simulation)',
  });
  journal.append({ at: at + 40, identifier: 'kernel', priority: 6, text: 'Memory: 1987420K/2096628K available' });
  journal.append({
    at: at + 1900,
    identifier: 'systemd',
    pid: 1,
    priority: 6,
    text: 'systemd 252.30-1~deb12u2 running in system mode (a simulation)',
  });
  journal.append({
    at: at + 4300,
    identifier: 'systemd',
    pid: 1,
    priority: 6,
    text: 'Reached target multi-user.target - Multi-User System.',
  });
}

/** @param {Supervisor} supervisor @param {string} key */
async function oomKilled(supervisor, key) {
  const unit = supervisor.unit(unitName);
  const again = unit.file.settings.get('Service.Restart') !== undefined;
  const last = Date.now() - 4 * minute;
  // Three lives where the unit comes back, one where it does not.
  const deaths = again ? [last - 21 * minute, last - 11 * minute, last] : [last];
  const log = deaths.flatMap((death, index) => {
    const started = index === 0 ? death - 43 * minute : /** @type {number} */ (deaths[index - 1]) + 3100;
    const daemon = past.daemon + index * 400;
    const java = past.java + index * 400;
    if (index > 0) {
      supervisor.journal.systemd(unitName, `${unitName}: Scheduled restart job, restart counter is at ${index}.`, {
        at: started,
      });
      supervisor.journal.systemd(unitName, `Stopped ${unitName} - ${unit.description}.`, { at: started });
    }
    supervisor.journal.systemd(unitName, `Started ${unitName} - ${unit.description}.`, { at: started });
    const said = startLines(key, java, started);
    for (const [at, level, text] of said)
      supervisor.journal.append({
        at,
        identifier: 'node',
        pid: daemon,
        unit: unitName,
        priority: 6,
        text: `[${mcsmTime(at)}] [${level}] ${text}`,
      });
    kernelLines(supervisor, java, daemon, death);
    supervisor.journal.systemd(unitName, `${unitName}: A process of this unit has been killed by the OOM killer.`, {
      at: death + 40,
      priority: 5,
    });
    const end = /** @type {const} */ ([
      death + 80,
      'WARN',
      again
        ? 'Received SIGTERM signal from the system, attempting to shut down all instances...'
        : 'SIGTERM close process signal detected.',
    ]);
    supervisor.journal.append({
      at: end[0],
      identifier: 'node',
      pid: daemon,
      unit: unitName,
      priority: 6,
      text: `[${mcsmTime(end[0])}] [${end[1]}] ${end[2]}`,
    });
    supervisor.journal.systemd(unitName, `${unitName}: Failed with result 'oom-kill'.`, {
      at: death + 140,
      priority: 4,
    });
    supervisor.journal.systemd(unitName, `${unitName}: Consumed 6min 12.804s CPU time.`, { at: death + 140 });
    if (index === deaths.length - 1) {
      unit.recall({
        result: 'oom-kill',
        restarts: index,
        used: 372_804,
        main: { pid: daemon, started, ended: death + 130, code: 1, status: 0 },
        active: started,
        gone: death + 140,
      });
    }
    return index === deaths.length - 1 ? [...said, end] : [];
  });
  if (again) {
    supervisor.journal.systemd(
      unitName,
      `${unitName}: Scheduled restart job, restart counter is at ${deaths.length}.`,
      { at: last + 240 },
    );
    supervisor.journal.systemd(unitName, `${unitName}: Start request repeated too quickly.`, {
      at: last + 241,
      priority: 4,
    });
    supervisor.journal.systemd(unitName, `${unitName}: Failed with result 'oom-kill'.`, {
      at: last + 241,
      priority: 4,
    });
    supervisor.journal.systemd(unitName, `Failed to start ${unitName} - ${unit.description}.`, {
      at: last + 241,
      priority: 3,
    });
    unit.restarts = deaths.length;
  }
  const lines = log.map(([at, level, text]) => `[${mcsmTime(at)}] [${level}] ${text}\n`);
  writeFileSync(`${daemonFolder}/logs/current.log`, lines.join(''), { mode: 0o600 });
  const reports = Array.from({ length: 60 }, (_, index) => {
    const at = last - (60 - index) * 5000;
    return `[${mcsmTime(at)}] [INFO] [Resource Report] MEM: ${Math.min(1980, 1320 + index * 11)}MB/1987MB CPU: ${Math.min(99, 20 + index * 2)}% Heap: 24MB/39MB RSS: ${86 + (index % 3)}MB\n`;
  });
  writeFileSync(`${daemonFolder}/logs/sysinfo.log`, reports.join(''), { mode: 0o600 });
  for (const name of ['sysinfo.log', 'current.log'])
    utimesSync(`${daemonFolder}/logs/${name}`, new Date(last), new Date(last));
}

/**
 * What the daemon says when it starts, and when its first instance does.
 * @param {string} key
 * @param {number} java
 * @param {number} started
 * @returns {[number, string, string][]}
 */
function startLines(key, java, started) {
  const first = [
    'All feature modules and permission firewalls have been initialized successfully',
    'LANGUAGE: en_us',
    'Welcome to MCSManager Daemon',
    'All 2 instances have been loaded.',
    '----------------------------',
    'Daemon process has been successfully started',
    'Reference Documentation: https://docs.mcsmanager.com/',
    'Configuration File: data/Config/global.json',
    `Access Key: ${key}`,
    '----------------------------',
  ];
  const later = [
    `Instance UUID: [${survival}]`,
    'Startup Command: ["java","-Xmx6G","-jar","server.jar","nogui"]',
    `Instance ${survival} started with PID: ${java}`,
    `Automatic start command for instance survival (${survival}) has been issued.`,
  ];
  return [
    ...first.map((text) => /** @type {[number, string, string]} */ ([started + 1200, 'INFO', text])),
    ...later.map((text) => /** @type {[number, string, string]} */ ([started + 6300, 'INFO', text])),
  ];
}

/** What the kernel says when it is out of memory. @param {Supervisor} supervisor @param {number} java @param {number} daemon @param {number} at */
function kernelLines({ journal }, java, daemon, at) {
  const lines = [
    'java invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0, oom_score_adj=0',
    `CPU: 1 PID: ${java} Comm: java Not tainted 6.1.0-25-amd64 #1  Debian 6.1.106-3`,
    'Mem-Info:',
    'active_anon:1843 inactive_anon:461220 isolated_anon:0',
    'Tasks state (memory values in pages):',
    '[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
    `[  ${daemon}]     0 ${daemon}  5767168    23040  1216512        0             0 node`,
    `[  ${java}]     0 ${java}  1633027   430114  4120576        0             0 java`,
    `oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/system.slice/${unitName},task=java,pid=${java},uid=0`,
    `Out of memory: Killed process ${java} (java) total-vm:6532108kB, anon-rss:1720456kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:4024kB oom_score_adj:0`,
  ];
  lines.forEach((text, index) =>
    journal.append({ at: at + index, identifier: 'kernel', priority: index === 9 ? 3 : index === 0 ? 4 : 6, text }),
  );
}

/** Leaves not a byte on the disk of /opt. */
function fillDisk() {
  const file = openSync(`${daemonFolder}/data/InstanceData/${creative}/world-backup.tar`, 'w');
  for (let size = 64 * 1024; size >= 1; size = size > 1 ? size / 2 : 0) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size));
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOSPC') throw error;
    }
  }
  closeSync(file);
}

/** @param {() => Promise<boolean>} condition */
async function until(condition) {
  while (!(await condition())) await sleep(20);
}

/** Whether something answers on the daemon's port. */
async function answers() {
  try {
    return (await fetch('http://127.0.0.1:24444/')).ok;
  } catch {
    return false;
  }
}

/** @param {number} at */
function mcsmTime(at) {
  const text = new Date(at).toISOString();
  return `${text.slice(5, 7)}/${text.slice(8, 10)} ${text.slice(11, 19)}`;
}
