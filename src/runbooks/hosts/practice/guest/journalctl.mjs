// journalctl and dmesg over the practice host's journal.
import { readFileSync } from 'node:fs';
import { readSpan, syslogTime } from './format.mjs';

/** @typedef {import('./Journal.mjs').Entry} Entry */
/** @typedef {{ code: number, stdout: string, stderr: string }} Answer */

const priorities = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];
const options = /** @type {Record<string, string>} */ ({
  u: 'unit',
  t: 'identifier',
  n: 'lines',
  b: 'boot',
  S: 'since',
  U: 'until',
  p: 'priority',
  g: 'grep',
  o: 'output',
  k: 'dmesg',
  q: 'quiet',
  r: 'reverse',
  e: 'pager-end',
  x: 'catalog',
  a: 'all',
  l: 'full',
});
const flags = new Set([
  'dmesg',
  'quiet',
  'reverse',
  'pager-end',
  'catalog',
  'all',
  'full',
  'no-pager',
  'no-hostname',
  'utc',
  'list-boots',
  'no-tail',
  'merge',
  'system',
  'disk-usage',
]);
const optional = new Set(['lines', 'boot']);
const valued = new Set([
  'unit',
  'identifier',
  'since',
  'until',
  'priority',
  'grep',
  'output',
  'case-sensitive',
  'output-fields',
]);

/**
 * @param {readonly string[]} words its arguments
 * @param {readonly Entry[]} entries
 * @param {number} now
 * @returns {Answer}
 */
export function journalctl(words, entries, now) {
  const asked = read(words);
  if (typeof asked === 'string') return failure(asked);
  if (asked.has('list-boots')) return listBoots(entries);
  const since = momentOf(asked.get('since'), now);
  const until = momentOf(asked.get('until'), now);
  if (since === null || until === null)
    return failure('Failed to parse timestamp: ' + String(asked.get(since === null ? 'since' : 'until')));
  const boot = asked.get('boot') ?? '0';
  if (!/^([+-]?0|all|)$/.test(boot) && boot !== bootId()) {
    return failure(`Data from the specified boot (${boot}) is not available: No such boot ID in journal`);
  }
  const range = readPriority(asked.get('priority'));
  if (range === undefined) return failure('Unknown log level ' + String(asked.get('priority')));
  let pattern;
  try {
    const text = asked.get('grep');
    pattern = text === undefined ? undefined : new RegExp(text, text === text.toLowerCase() ? 'i' : '');
  } catch {
    return failure('Bad pattern "' + String(asked.get('grep')) + '"');
  }
  const units = asked.get('unit')?.split('\0').map(unitPattern);
  const identifiers = asked.get('identifier')?.split('\0');
  const found = entries.filter(
    (entry) =>
      (!asked.has('dmesg') || entry.identifier === 'kernel') &&
      (units === undefined || units.some((unit) => entry.unit !== undefined && unit.test(entry.unit))) &&
      (identifiers === undefined || identifiers.includes(entry.identifier)) &&
      (since === undefined || entry.at >= since) &&
      (until === undefined || entry.at <= until) &&
      entry.priority >= range[0] &&
      entry.priority <= range[1] &&
      (pattern === undefined || pattern.test(entry.text)),
  );
  const lines = asked.get('lines');
  const count =
    lines === '' || (lines === undefined && asked.has('pager-end'))
      ? lines === ''
        ? 10
        : 1000
      : lines === undefined || lines === 'all'
        ? Infinity
        : Number(lines);
  if (Number.isNaN(count) || count < 0) return failure(`Failed to parse lines '${String(lines)}'`);
  const shown = count === Infinity ? found : count === 0 ? [] : found.slice(-count);
  if (asked.has('reverse')) shown.reverse();
  const write = writers[asked.get('output') ?? 'short'];
  if (write === undefined) return failure(`Unknown output format '${String(asked.get('output'))}'.`);
  if (shown.length === 0) {
    const nothing = asked.has('quiet') || asked.get('output') === 'cat' || count === 0 ? '' : '-- No entries --\n';
    return { code: pattern === undefined ? 0 : 1, stdout: nothing, stderr: '' };
  }
  const host = asked.has('no-hostname') ? '' : ' practice';
  return { code: 0, stdout: shown.map((entry) => write(entry, host) + '\n').join(''), stderr: '' };
}

/**
 * The kernel's lines, as dmesg writes them.
 * @param {readonly string[]} words
 * @param {readonly Entry[]} entries
 * @param {number} booted when the machine started
 * @returns {Answer}
 */
export function dmesg(words, entries, booted) {
  const clock = words.some((word) => word === '-T' || word === '--ctime' || /^-[A-Z]*T/.test(word));
  const lines = entries
    .filter((entry) => entry.identifier === 'kernel')
    .map((entry) => {
      const stamp = clock
        ? new Date(entry.at).toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) (.*) GMT$/, '$1 $3 $2 $5 $4')
        : (Math.max(0, entry.at - booted) / 1000).toFixed(6).padStart(12);
      return `[${stamp}] ${entry.text}\n`;
    });
  return { code: 0, stdout: lines.join(''), stderr: '' };
}

/** @type {Record<string, (entry: Entry, host: string) => string>} */
const writers = {
  cat: (entry) => entry.text,
  short: (entry, host) => `${syslogTime(entry.at)}${host} ${source(entry)}: ${entry.text}`,
  'short-iso': (entry, host) =>
    `${new Date(entry.at).toISOString().slice(0, 19)}+0000${host} ${source(entry)}: ${entry.text}`,
  'short-precise': (entry, host) =>
    `${syslogTime(entry.at)}.${String(entry.at % 1000).padStart(3, '0')}000${host} ${source(entry)}: ${entry.text}`,
  'short-unix': (entry, host) => `${(entry.at / 1000).toFixed(6)}${host} ${source(entry)}: ${entry.text}`,
  json: (entry) =>
    JSON.stringify({
      __REALTIME_TIMESTAMP: String(entry.at * 1000),
      _BOOT_ID: bootId(),
      _HOSTNAME: 'practice',
      _TRANSPORT: entry.identifier === 'kernel' ? 'kernel' : entry.identifier === 'systemd' ? 'journal' : 'stdout',
      SYSLOG_IDENTIFIER: entry.identifier,
      PRIORITY: String(entry.priority),
      ...(entry.pid === undefined ? {} : { _PID: String(entry.pid) }),
      ...(entry.unit === undefined
        ? {}
        : entry.identifier === 'systemd'
          ? { UNIT: entry.unit }
          : { _SYSTEMD_UNIT: entry.unit }),
      MESSAGE: entry.text,
    }),
};

/** @param {Entry} entry */
function source(entry) {
  return entry.pid === undefined ? entry.identifier : `${entry.identifier}[${entry.pid}]`;
}

/**
 * The options and their values (several of one kind joined by NUL), or what is wrong with them.
 * @param {readonly string[]} words
 * @returns {Map<string, string> | string}
 */
function read(words) {
  const found = /** @type {Map<string, string>} */ (new Map());
  /** @param {string} name @param {string} value */
  const set = (name, value) =>
    found.set(
      name,
      found.has(name) && (name === 'unit' || name === 'identifier') ? `${found.get(name)}\0${value}` : value,
    );
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const long = /^--([a-z-]+)(?:=([^]*))?$/.exec(word);
    if (long !== null) {
      const name = /** @type {string} */ (long[1]);
      if (name === 'follow') return "the practice host's journalctl can't follow";
      if (flags.has(name)) set(name, '');
      else if (optional.has(name)) set(name, long[2] ?? '');
      else if (valued.has(name)) {
        const value = long[2] ?? rest.shift();
        if (value === undefined) return `journalctl: option '--${name}' requires an argument`;
        set(name, value);
      } else return `journalctl: unrecognized option '${word}'`;
      continue;
    }
    if (/^-[^-]/.test(word)) {
      for (let letters = word.slice(1); letters !== '';) {
        const letter = letters.slice(0, 1);
        letters = letters.slice(1);
        if (letter === 'f') return "the practice host's journalctl can't follow";
        const name = options[letter];
        if (name === undefined) return `journalctl: invalid option -- '${letter}'`;
        if (flags.has(name)) {
          set(name, '');
          continue;
        }
        // An optional value is the rest of the word, or the next word where that looks like one.
        const next = rest[0];
        const taken =
          letters !== ''
            ? letters
            : optional.has(name) && (next === undefined || !/^([+-]?\d+|all|[0-9a-f]{32})$/.test(next))
              ? ''
              : rest.shift();
        if (taken === undefined) return `journalctl: option requires an argument -- '${letter}'`;
        set(name, taken);
        letters = '';
      }
      continue;
    }
    const field = /^(_SYSTEMD_UNIT|UNIT|SYSLOG_IDENTIFIER|_TRANSPORT)=(.*)$/.exec(word);
    if (field === null) return `Failed to add match '${word}': Invalid argument`;
    const value = /** @type {string} */ (field[2]);
    if (field[1] === '_TRANSPORT') set(value === 'kernel' ? 'dmesg' : 'unit', '');
    else set(field[1] === 'SYSLOG_IDENTIFIER' ? 'identifier' : 'unit', value);
  }
  return found;
}

/**
 * Milliseconds since the epoch; undefined for none, null for one that can't be read.
 * @param {string | undefined} text
 * @param {number} now
 */
function momentOf(text, now) {
  if (text === undefined) return undefined;
  const midnight = new Date(now).setUTCHours(0, 0, 0, 0);
  const words = /** @type {Record<string, number>} */ ({
    now,
    today: midnight,
    yesterday: midnight - 864e5,
    tomorrow: midnight + 864e5,
  });
  if (words[text] !== undefined) return words[text];
  if (/^@\d+(\.\d+)?$/.test(text)) return Number(text.slice(1)) * 1000;
  const relative = /^([-+])(.+)$/.exec(text) ?? /^()(.+) ago$/.exec(text);
  if (relative !== null) {
    const length = readSpan(/** @type {string} */ (relative[2]));
    return length === undefined ? null : relative[1] === '+' ? now + length : now - length;
  }
  const date = /^(?:(\d{4}-\d{2}-\d{2})(?:[ T]|$))?(?:(\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?)?(?: ?UTC|Z)?$/.exec(text);
  if (date === null || (date[1] ?? date[2]) === undefined) return null;
  const at = Date.parse(
    `${date[1] ?? new Date(now).toISOString().slice(0, 10)}T${date[2] ?? '00:00'}${date[3] ?? ':00'}Z`,
  );
  return Number.isNaN(at) ? null : at;
}

/**
 * The lowest and highest priority that is asked for.
 * @param {string | undefined} text
 * @returns {readonly [number, number] | undefined}
 */
function readPriority(text) {
  if (text === undefined) return [0, 7];
  const ends = text.split('..').map((end) => {
    const place = priorities.indexOf(end.replace(/^error$/, 'err').replace(/^warn$/, 'warning'));
    return place >= 0 ? place : /^[0-7]$/.test(end) ? Number(end) : NaN;
  });
  const [first = NaN, second] = ends;
  if (ends.length > 2 || ends.some(Number.isNaN)) return undefined;
  return second === undefined ? [0, first] : [Math.min(first, second), Math.max(first, second)];
}

/** @param {string} name */
function unitPattern(name) {
  const whole =
    /\.(service|socket|timer|mount|slice|target|scope)$/.test(name) || /[*?[]/.test(name) ? name : `${name}.service`;
  return new RegExp(
    `^${whole
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );
}

/**
 * @param {readonly Entry[]} entries
 * @returns {Answer}
 */
function listBoots(entries) {
  const first = entries[0];
  const last = entries.at(-1);
  if (first === undefined || last === undefined) return { code: 0, stdout: '', stderr: '' };
  return { code: 0, stdout: ` 0 ${bootId()} ${syslogTime(first.at)}—${syslogTime(last.at)}\n`, stderr: '' };
}

function bootId() {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().replaceAll('-', '');
}

/** @param {string} text @returns {Answer} */
function failure(text) {
  return { code: 1, stdout: '', stderr: text + '\n' };
}
