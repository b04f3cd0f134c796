// systemctl over the practice host's units.
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { ago, amount, span, syslogTime, timestamp } from './format.mjs';
import { commandOf, memoryOf, signalProcess, threadsOf } from './processes.mjs';
import { isEnabled, propertiesOf } from './properties.mjs';
import { needsReload, unitFolder } from './unitFile.mjs';

/** @typedef {import('./Supervisor.mjs').Supervisor} Supervisor */
/** @typedef {import('./Unit.mjs').Unit} Unit */
/** @typedef {{ code: number, stdout: string, stderr: string }} Answer */
/**
 * @typedef {object} Asked
 * @property {Set<string>} flags
 * @property {string[]} properties
 * @property {Unit[]} units
 * @property {string} signal
 * @property {Supervisor} supervisor
 */

const valued = /** @type {Record<string, string>} */ ({
  '-p': 'property',
  '--property': 'property',
  '-P': 'only',
  '-n': 'lines',
  '--lines': 'lines',
  '-o': 'output',
  '--output': 'output',
  '-s': 'signal',
  '--signal': 'signal',
  '-t': 'type',
  '--type': 'type',
  '--state': 'state',
  '--kill-whom': 'whom',
  '--kill-who': 'whom',
});
const flags = new Set([
  '--value',
  '--no-pager',
  '--quiet',
  '-q',
  '--now',
  '--no-block',
  '--full',
  '-l',
  '--all',
  '-a',
  '--no-legend',
  '--plain',
  '--failed',
  '--system',
  '--no-ask-password',
  '--wait',
  '--force',
  '-f',
  '--show-transaction',
  '--version',
  '--no-warn',
]);

/**
 * @param {readonly string[]} words its arguments
 * @param {Supervisor} supervisor
 * @returns {Promise<Answer>}
 */
export async function systemctl(words, supervisor) {
  const asked = /** @type {Asked} */ ({ flags: new Set(), properties: [], units: [], signal: 'SIGTERM', supervisor });
  const names = /** @type {string[]} */ ([]);
  const rest = words.flatMap((word) => {
    // -pMainPID and --property=MainPID are two words each.
    const joined = /^(-[pPnost])(.+)$/.exec(word) ?? /^(--[a-z-]+)=([^]*)$/.exec(word);
    return joined === null || word.startsWith('--') !== joined[1]?.startsWith('--')
      ? [word]
      : [joined[1] ?? '', joined[2] ?? ''];
  });
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const kind = valued[word];
    if (kind !== undefined) {
      const value = rest.shift();
      if (value === undefined) return answer(1, '', `systemctl: option '${word}' requires an argument\n`);
      if (kind === 'property' || kind === 'only') asked.properties.push(...value.split(','));
      if (kind === 'only') asked.flags.add('--value');
      if (kind === 'signal') asked.signal = `SIG${value.replace(/^SIG/, '')}`;
    } else if (flags.has(word)) asked.flags.add(word);
    else if (word.startsWith('-')) return answer(1, '', `systemctl: unrecognized option '${word}'\n`);
    else names.push(word);
  }
  if (asked.flags.has('--version')) return answer(0, 'systemd 252 (252.30-1~deb12u2)\n');
  const verb = names.shift() ?? 'list-units';
  const act = verbs[verb];
  if (act === undefined) return answer(1, '', `Unknown command verb ${verb}.\n`);
  asked.units = names.map((name) => supervisor.unit(/\.[a-z]+$/.test(name) ? name : `${name}.service`));
  if (needUnits.has(verb) && asked.units.length === 0) return answer(1, '', 'Too few arguments.\n');
  const result = await act(asked);
  const stale = needUnits.has(verb) && changing.has(verb) ? asked.units.filter((unit) => needsReload(unit.file)) : [];
  const warning = stale.map(
    (unit) =>
      `Warning: The unit file, source configuration file or drop-ins of ${unit.name} changed on disk. Run 'systemctl daemon-reload' to reload units.\n`,
  );
  return { ...result, stderr: warning.join('') + result.stderr };
}

const changing = new Set(['start', 'stop', 'restart', 'try-restart', 'reload', 'reload-or-restart']);
const needUnits = new Set([...changing, 'is-active', 'is-enabled', 'is-failed', 'cat', 'enable', 'disable', 'kill']);

/** @type {Record<string, (asked: Asked) => Answer | Promise<Answer>>} */
const verbs = {
  show,
  status,
  cat,
  start: (asked) => job(asked, (unit) => unit.start()),
  stop: (asked) => job(asked, (unit) => unit.stop(), { loaded: false }),
  restart: (asked) => job(asked, (unit) => unit.restart()),
  'try-restart': (asked) =>
    job(asked, async (unit) => (unit.state === 'active' ? unit.restart() : { code: 0, stderr: '' })),
  reload: (asked) => job(asked, (unit) => unit.reloadService()),
  'reload-or-restart': (asked) =>
    job(asked, (unit) =>
      unit.state === 'active' && unit.file.settings.has('Service.ExecReload') ? unit.reloadService() : unit.restart(),
    ),
  'is-active': (asked) => state(asked, (unit) => unit.state, ['active', 'reloading'], 3),
  'is-failed': (asked) => state(asked, (unit) => unit.state, ['failed'], 1),
  'is-enabled': isEnabledVerb,
  'is-system-running': ({ supervisor }) =>
    supervisor.units.some((unit) => unit.state === 'failed') ? answer(1, 'degraded\n') : answer(0, 'running\n'),
  'daemon-reload': ({ supervisor }) => {
    supervisor.reload();
    return answer(0);
  },
  'reset-failed': ({ units, supervisor }) => {
    for (const unit of units.length > 0 ? units : supervisor.units) {
      if (!unit.exists)
        return answer(1, '', `Failed to reset failed state of unit ${unit.name}: Unit ${unit.name} not loaded.\n`);
      unit.resetFailed();
    }
    return answer(0);
  },
  enable: (asked) => enable(asked, true),
  disable: (asked) => enable(asked, false),
  kill: ({ units, signal }) => {
    for (const unit of units) {
      if (unit.members.length === 0)
        return answer(1, '', `Failed to kill unit ${unit.name}: Unit ${unit.name} not loaded.\n`);
      for (const pid of unit.members) signalProcess(pid, /** @type {NodeJS.Signals} */ (signal));
    }
    return answer(0);
  },
  'list-units': ({ supervisor, flags: set }) => {
    const shown = supervisor.units.filter(
      (unit) =>
        unit.exists && (set.has('--failed') ? unit.state === 'failed' : set.has('--all') || unit.state !== 'inactive'),
    );
    const lines = shown.map(
      (unit) =>
        `${unit.state === 'failed' ? '●' : ' '} ${unit.name} loaded ${unit.state} ${unit.sub} ${unit.description}\n`,
    );
    return answer(
      0,
      set.has('--no-legend')
        ? lines.join('')
        : `  UNIT LOAD ACTIVE SUB DESCRIPTION\n${lines.join('')}${lines.length} loaded units listed.\n`,
    );
  },
};

/**
 * @param {Asked} asked
 * @param {(unit: Unit) => Promise<{ code: number, stderr: string }>} act
 * @param {{ loaded?: boolean }} [how]
 * @returns {Promise<Answer>}
 */
async function job({ units, flags: set }, act, { loaded = true } = {}) {
  const missing = units.find((unit) => !unit.exists);
  if (missing !== undefined) {
    return answer(
      5,
      '',
      loaded
        ? `Failed to start ${missing.name}: Unit ${missing.name} not found.\n`
        : `Failed to stop ${missing.name}: Unit ${missing.name} not loaded.\n`,
    );
  }
  const jobs = units.map(act);
  if (set.has('--no-block')) return answer(0);
  const results = await Promise.all(jobs);
  return answer(Math.max(0, ...results.map(({ code }) => code)), '', results.map(({ stderr }) => stderr).join(''));
}

/**
 * @param {Asked} asked
 * @param {(unit: Unit) => string} look
 * @param {readonly string[]} good
 * @param {number} otherwise
 */
function state({ units, flags: set }, look, good, otherwise) {
  const states = units.map(look);
  const quiet = set.has('--quiet') || set.has('-q');
  return answer(
    states.some((one) => good.includes(one)) ? 0 : otherwise,
    quiet ? '' : states.map((one) => one + '\n').join(''),
  );
}

/** @param {Asked} asked */
function isEnabledVerb({ units, flags: set }) {
  const missing = units.find((unit) => !unit.exists);
  if (missing !== undefined)
    return answer(1, '', `Failed to get unit file state for ${missing.name}: No such file or directory\n`);
  const quiet = set.has('--quiet') || set.has('-q');
  return answer(
    units.some(isEnabled) ? 0 : 1,
    quiet ? '' : units.map((unit) => (isEnabled(unit) ? 'enabled\n' : 'disabled\n')).join(''),
  );
}

/** @param {Asked} asked */
function show({ units, properties, flags: set, supervisor }) {
  if (units.length === 0) {
    const manager = new Map([
      ['Version', '252.30-1~deb12u2'],
      ['SystemState', supervisor.units.some((unit) => unit.state === 'failed') ? 'degraded' : 'running'],
    ]);
    return answer(0, write(manager, properties, set.has('--value')));
  }
  return answer(0, units.map((unit) => write(propertiesOf(unit), properties, set.has('--value'))).join('\n'));
}

/**
 * @param {Map<string, string>} all
 * @param {readonly string[]} wanted all of them when empty
 * @param {boolean} bare
 */
function write(all, wanted, bare) {
  const shown = [...all].filter(([name]) => wanted.length === 0 || wanted.includes(name));
  return shown.map(([name, value]) => (bare ? value : `${name}=${value}`) + '\n').join('');
}

/** @param {Asked} asked */
function cat({ units }) {
  const missing = units.find((unit) => !unit.exists);
  if (missing !== undefined) return answer(1, '', `No files found for ${missing.name}.\n`);
  const files = units.flatMap(({ file }) => [file.path ?? '', ...file.dropIns]);
  return answer(0, files.map((path) => `# ${path}\n${readFileSync(path, 'utf8')}`).join('\n'));
}

/** @param {Asked} asked @param {boolean} on */
async function enable(asked, on) {
  const missing = asked.units.find((unit) => !unit.exists);
  if (missing !== undefined)
    return answer(1, '', `Failed to ${on ? 'enable' : 'disable'} unit: Unit file ${missing.name} does not exist.\n`);
  let said = '';
  for (const unit of asked.units) {
    const link = `${unitFolder}/multi-user.target.wants/${unit.name}`;
    if (on === isEnabled(unit)) continue;
    if (on) {
      mkdirSync(`${unitFolder}/multi-user.target.wants`, { recursive: true });
      symlinkSync(`${unitFolder}/${unit.name}`, link);
      said += `Created symlink ${link} → ${unitFolder}/${unit.name}.\n`;
    } else {
      rmSync(link);
      said += `Removed "${link}".\n`;
    }
  }
  if (!asked.flags.has('--now')) return answer(0, '', said);
  const result = await job(asked, (unit) => (on ? unit.start() : unit.stop()));
  return { ...result, stderr: said + result.stderr };
}

/** @param {Asked} asked */
function status({ units, supervisor }) {
  const shown = units.length > 0 ? units : supervisor.units;
  const missing = shown.find((unit) => !unit.exists);
  if (missing !== undefined) return answer(4, '', `Unit ${missing.name} could not be found.\n`);
  return answer(
    shown.every((unit) => unit.state === 'active') ? 0 : 3,
    shown.map((unit) => describe(unit, supervisor)).join('\n'),
  );
}

/** @param {Unit} unit @param {Supervisor} supervisor */
function describe(unit, supervisor) {
  const { main, moments, file } = unit;
  const enabled = isEnabled(unit) ? 'enabled' : 'disabled';
  const since = unit.state === 'active' ? moments.active : moments.inactive;
  const result = unit.result === 'success' ? '' : ` (Result: ${unit.result})`;
  const sub = unit.state === 'failed' ? result : ` (${unit.sub})${result}`;
  const ended =
    main.code === 0 ? '' : ` (code=${['', 'exited', 'killed', 'dumped'][main.code]}, status=${main.status})`;
  const members = unit.state === 'active' ? unit.members : [];
  const lines = [
    `${unit.state === 'active' ? '●' : unit.state === 'failed' ? '×' : '○'} ${unit.name} - ${unit.description}`,
    `     Loaded: loaded (${file.path}; ${enabled}; preset: enabled)`,
    ...(file.dropIns.length > 0
      ? [
          `    Drop-In: ${file.path}.d`,
          `             └─${file.dropIns.map((path) => path.split('/').at(-1)).join(', ')}`,
        ]
      : []),
    `     Active: ${unit.state}${sub}${since === undefined ? '' : ` since ${timestamp(since)}; ${ago(Date.now() - since)}`}`,
    ...(unit.state !== 'active' && moments.active !== undefined && moments.activeExit !== undefined
      ? [`   Duration: ${span(moments.activeExit - moments.active)}`]
      : []),
    ...(main.pid === 0
      ? []
      : [
          `   Main PID: ${main.pid}${main.code === 0 ? ` (${commandOf(main.pid).split(' ')[0]?.split('/').at(-1)})` : ended}`,
        ]),
    ...(unit.state === 'active'
      ? [`      Tasks: ${threadsOf(members)} (limit: 4915)`, `     Memory: ${amount(memoryOf(members))}`]
      : []),
    ...(members.length > 0
      ? [
          `     CGroup: ${unit.cgroup}`,
          ...members.map(
            (pid, index) => `             ${index + 1 === members.length ? '└' : '├'}─${pid} ${commandOf(pid)}`,
          ),
        ]
      : []),
  ];
  const entries = supervisor.journal.entries.filter((entry) => entry.unit === unit.name).slice(-10);
  const said = entries.map(
    (entry) => `${syslogTime(entry.at)} practice ${entry.identifier}[${entry.pid}]: ${entry.text}`,
  );
  return [...lines, '', ...said, ''].join('\n');
}

/** @param {number} code @param {string} [stdout] @param {string} [stderr] @returns {Answer} */
function answer(code, stdout = '', stderr = '') {
  return { code, stdout, stderr };
}
