// How systemd and its tools write moments, spans and amounts.

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** @param {number} value */
const two = (value) => String(value).padStart(2, '0');

/**
 * `Sun 2026-11-22 08:39:14 UTC`; nothing for a moment that never was.
 * @param {number | undefined} at milliseconds since the epoch
 */
export function timestamp(at) {
  if (at === undefined) return '';
  const date = new Date(at);
  return `${days[date.getUTCDay()]} ${date.toISOString().slice(0, 10)} ${date.toISOString().slice(11, 19)} UTC`;
}

/**
 * `Nov 22 08:39:14`
 * @param {number} at
 */
export function syslogTime(at) {
  const date = new Date(at);
  return `${months[date.getUTCMonth()]} ${two(date.getUTCDate())} ${date.toISOString().slice(11, 19)}`;
}

/**
 * `43min 2.340s`, as systemctl writes how long something lasted.
 * @param {number} milliseconds
 */
export function span(milliseconds) {
  const seconds = milliseconds / 1000;
  const [days, hours, minutes] = [
    Math.floor(seconds / 86400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  const rest = seconds % 60;
  const whole = Number.isInteger(rest) ? String(rest) : rest.toFixed(3);
  const parts = [days && `${days}d`, hours && `${hours}h`, minutes && `${minutes}min`, rest && `${whole}s`].filter(
    Boolean,
  );
  return parts.length === 0 ? '0' : parts.join(' ');
}

/**
 * `4min 12s ago`: two units at most.
 * @param {number} milliseconds
 */
export function ago(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds}s ago`;
  if (seconds < 3600)
    return seconds < 600 ? `${Math.floor(seconds / 60)}min ${seconds % 60}s ago` : `${Math.floor(seconds / 60)}min ago`;
  return `${Math.floor(seconds / 3600)}h ${Math.floor(seconds / 60) % 60}min ago`;
}

/**
 * `115.7M`, as systemctl writes memory.
 * @param {number} bytes
 */
export function amount(bytes) {
  for (const [unit, size] of /** @type {const} */ ([
    ['G', 2 ** 30],
    ['M', 2 ** 20],
    ['K', 2 ** 10],
  ])) {
    if (bytes >= size) return `${(bytes / size).toFixed(1)}${unit}`;
  }
  return `${bytes}B`;
}

/**
 * Milliseconds of a systemd time span (`90`, `100ms`, `1min 30s`, `infinity`); undefined when it is none.
 * @param {string} text
 */
export function readSpan(text) {
  if (text === 'infinity' || text === '0') return text === '0' ? 0 : Infinity;
  const units = /** @type {Record<string, number>} */ ({
    '': 1e3,
    us: 1e-3,
    ms: 1,
    s: 1e3,
    sec: 1e3,
    m: 6e4,
    min: 6e4,
    h: 36e5,
    hr: 36e5,
    d: 864e5,
  });
  let sum = 0;
  let rest = text.trim();
  if (rest === '') return undefined;
  while (rest !== '') {
    const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)\s*/.exec(rest);
    const unit =
      match?.[2] === undefined
        ? undefined
        : units[
            match[2]
              .replace(/^(second|minute|hour|day)s?$/, (word) => word.slice(0, 1))
              .replace(/^(sec|min|hr)s$/, '$1')
          ];
    if (match === null || unit === undefined) return undefined;
    sum += Number(match[1]) * unit;
    rest = rest.slice(match[0].length);
  }
  return sum;
}
