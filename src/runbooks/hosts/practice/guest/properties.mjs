// What `systemctl show` tells of a unit, in systemd's own order.
import { existsSync } from 'node:fs';
import { bootedAt } from './bootedAt.mjs';
import { span, timestamp } from './format.mjs';
import { memoryOf, processorTimeOf, threadsOf } from './processes.mjs';
import { needsReload, setting, settingSpan, words } from './unitFile.mjs';

/** @typedef {import('./Unit.mjs').Unit} Unit */

/**
 * @param {Unit} unit
 * @returns {Map<string, string>}
 */
export function propertiesOf(unit) {
  const { file, main, moments } = unit;
  const running = unit.state === 'active' || unit.state === 'deactivating';
  const members = running ? unit.members : [];
  /** @param {string} name @param {string} otherwise */
  const service = (name, otherwise) => setting(file, `Service.${name}`, otherwise);
  /** @param {string} name @param {string} otherwise */
  const time = (name, otherwise) => readable(settingSpan(file, name, otherwise));
  const memory = running ? String(memoryOf(members)) : '[not set]';
  const pairs = /** @type {[string, string][]} */ ([
    ['Type', service('Type', 'simple')],
    ['Restart', service('Restart', 'no')],
    ['NotifyAccess', 'none'],
    ['RestartUSec', time('Service.RestartSec', '100ms')],
    ['TimeoutStartUSec', time('Service.TimeoutStartSec', '90s')],
    ['TimeoutStopUSec', time('Service.TimeoutStopSec', '90s')],
    ['TimeoutAbortUSec', time('Service.TimeoutStopSec', '90s')],
    ['RuntimeMaxUSec', 'infinity'],
    ['WatchdogUSec', '0'],
    ['MainPID', String(main.code === 0 && running ? main.pid : 0)],
    ['ControlPID', '0'],
    ['StatusText', ''],
    ['OOMPolicy', service('OOMPolicy', 'stop')],
    ['ReloadResult', 'success'],
    ['CleanResult', 'success'],
    ['UID', running ? '0' : '[not set]'],
    ['GID', running ? '0' : '[not set]'],
    ['NRestarts', String(unit.restarts)],
    ['Result', unit.result],
    ['ExecMainStartTimestamp', timestamp(main.started)],
    ['ExecMainStartTimestampMonotonic', monotonic(main.started)],
    ['ExecMainExitTimestamp', timestamp(main.ended)],
    ['ExecMainExitTimestampMonotonic', monotonic(main.ended)],
    ['ExecMainPID', String(main.pid)],
    ['ExecMainCode', String(main.code)],
    ['ExecMainStatus', String(main.status)],
    ...['ExecStart', 'ExecReload', 'ExecStop'].flatMap((name) =>
      (file.settings.get(`Service.${name}`) ?? []).map(
        (line) => /** @type {[string, string]} */ ([name, execOf(line, name, unit)]),
      ),
    ),
    ['Slice', 'system.slice'],
    ['ControlGroup', unit.cgroup],
    ['MemoryCurrent', memory],
    ['MemoryAvailable', 'infinity'],
    [
      'CPUUsageNSec',
      running ? String(processorTimeOf(members) * 1e6) : unit.used > 0 ? String(unit.used * 1e6) : '[not set]',
    ],
    ['TasksCurrent', running ? String(threadsOf(members)) : '[not set]'],
    ['CPUWeight', service('CPUWeight', '[not set]')],
    ['IOWeight', service('IOWeight', '[not set]')],
    ['MemoryMin', '0'],
    ['MemoryLow', service('MemoryLow', '0')],
    ['MemoryHigh', service('MemoryHigh', 'infinity')],
    ['MemoryMax', service('MemoryMax', 'infinity')],
    ['MemorySwapMax', service('MemorySwapMax', 'infinity')],
    ['TasksMax', service('TasksMax', '4915')],
    ['Environment', (file.settings.get('Service.Environment') ?? []).flatMap(words).join(' ')],
    ['LimitNOFILE', service('LimitNOFILE', '524288')],
    ['OOMScoreAdjust', service('OOMScoreAdjust', '0')],
    ['Nice', service('Nice', '0')],
    ['WorkingDirectory', service('WorkingDirectory', '')],
    ['User', service('User', '')],
    ['Group', service('Group', '')],
    ['KillMode', service('KillMode', 'control-group')],
    ['KillSignal', '15'],
    ['SendSIGKILL', 'yes'],
    ['SendSIGHUP', 'no'],
    ['Id', unit.name],
    ['Names', unit.name],
    ['Requires', unit.exists ? 'system.slice sysinit.target' : ''],
    ['WantedBy', isEnabled(unit) ? 'multi-user.target' : ''],
    ['Conflicts', unit.exists ? 'shutdown.target' : ''],
    [
      'Before',
      [isEnabled(unit) ? 'multi-user.target' : '', unit.exists ? 'shutdown.target' : ''].filter(Boolean).join(' '),
    ],
    [
      'After',
      [
        unit.exists ? 'system.slice sysinit.target basic.target systemd-journald.socket' : '',
        setting(file, 'Unit.After', ''),
      ]
        .filter(Boolean)
        .join(' '),
    ],
    ['Description', unit.description],
    ['LoadState', unit.exists ? 'loaded' : 'not-found'],
    ['ActiveState', unit.state],
    ['FreezerState', 'running'],
    ['SubState', unit.sub],
    ...(file.path === undefined ? [] : [/** @type {[string, string]} */ (['FragmentPath', file.path])]),
    ...(file.dropIns.length === 0 ? [] : [/** @type {[string, string]} */ (['DropInPaths', file.dropIns.join(' ')])]),
    ['UnitFileState', unit.exists ? (isEnabled(unit) ? 'enabled' : 'disabled') : ''],
    ['UnitFilePreset', unit.exists ? 'enabled' : ''],
    ['StateChangeTimestamp', timestamp(moments.change)],
    ['StateChangeTimestampMonotonic', monotonic(moments.change)],
    ['InactiveExitTimestamp', timestamp(moments.inactiveExit)],
    ['InactiveExitTimestampMonotonic', monotonic(moments.inactiveExit)],
    ['ActiveEnterTimestamp', timestamp(moments.active)],
    ['ActiveEnterTimestampMonotonic', monotonic(moments.active)],
    ['ActiveExitTimestamp', timestamp(moments.activeExit)],
    ['ActiveExitTimestampMonotonic', monotonic(moments.activeExit)],
    ['InactiveEnterTimestamp', timestamp(moments.inactive)],
    ['InactiveEnterTimestampMonotonic', monotonic(moments.inactive)],
    ['CanStart', unit.exists ? 'yes' : 'no'],
    ['CanStop', 'yes'],
    ['CanReload', file.settings.has('Service.ExecReload') ? 'yes' : 'no'],
    ['NeedDaemonReload', needsReload(file) ? 'yes' : 'no'],
    ['StartLimitIntervalUSec', time('Unit.StartLimitIntervalSec', '10s')],
    ['StartLimitBurst', setting(file, 'Unit.StartLimitBurst', '5')],
    ['StartLimitAction', 'none'],
    ['InvocationID', unit.invocation],
    ['CollectMode', 'inactive'],
  ]);
  return new Map(pairs);
}

/**
 * Whether it is wanted by a target at boot.
 * @param {Unit} unit
 */
export function isEnabled(unit) {
  return existsSync(`/etc/systemd/system/multi-user.target.wants/${unit.name}`);
}

/**
 * @param {string} line
 * @param {string} name
 * @param {Unit} unit
 */
function execOf(line, name, unit) {
  const { main } = unit;
  const argv = words(line).join(' ');
  const ran = name === 'ExecStart' && main.started !== undefined;
  const how = ['(null)', 'exited', 'killed', 'dumped'][main.code] ?? '(null)';
  return (
    `{ path=${argv.split(' ')[0]} ; argv[]=${argv} ; ignore_errors=no ; ` +
    `start_time=[${ran ? timestamp(main.started) : 'n/a'}] ; stop_time=[${ran && main.ended !== undefined ? timestamp(main.ended) : 'n/a'}] ; ` +
    `pid=${ran ? main.pid : 0} ; code=${ran ? how : '(null)'} ; status=${ran && main.code !== 0 ? main.status : '0/0'} }`
  );
}

/** @param {number} milliseconds */
function readable(milliseconds) {
  if (milliseconds === Infinity) return 'infinity';
  return milliseconds < 1000 ? `${milliseconds}ms` : span(milliseconds);
}

/** Microseconds since the machine started. @param {number | undefined} at */
function monotonic(at) {
  return at === undefined ? '0' : String(Math.max(1, Math.round((at - bootedAt()) * 1000)));
}
