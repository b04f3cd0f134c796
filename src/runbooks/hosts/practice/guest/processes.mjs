// Which processes belong to a unit. A child keeps the environment it was started with, so the invocation's id marks all
// that descend from the unit, whatever session or parent they have by now: what a cgroup does where we may make none.
import { readFileSync, readdirSync } from 'node:fs';

/**
 * @param {string} invocation
 * @returns {number[]} process ids, in order
 */
export function membersOf(invocation) {
  const mark = `INVOCATION_ID=${invocation}\0`;
  return processIds().filter((pid) => (readQuietly(`/proc/${pid}/environ`) ?? '').includes(mark));
}

/** @returns {number[]} */
export function processIds() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((one, other) => one - other);
}

/**
 * Bytes of memory that the processes hold.
 * @param {readonly number[]} pids
 */
export function memoryOf(pids) {
  const pages = pids.map((pid) => Number(readQuietly(`/proc/${pid}/statm`)?.split(' ')[1] ?? 0));
  return pages.reduce((sum, one) => sum + one, 0) * 4096;
}

/**
 * Milliseconds of processor time that the processes have used.
 * @param {readonly number[]} pids
 */
export function processorTimeOf(pids) {
  const ticks = pids.map((pid) => {
    const fields = (readQuietly(`/proc/${pid}/stat`) ?? '').replace(/^.*\) /s, '').split(' ');
    return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  });
  return ticks.reduce((sum, one) => sum + one, 0) * 10;
}

/**
 * How many threads the processes have.
 * @param {readonly number[]} pids
 */
export function threadsOf(pids) {
  const counts = pids.map((pid) =>
    Number(/^Threads:\s*(\d+)/m.exec(readQuietly(`/proc/${pid}/status`) ?? '')?.[1] ?? 0),
  );
  return counts.reduce((sum, one) => sum + one, 0);
}

/**
 * The command line, spaces between its words.
 * @param {number} pid
 */
export function commandOf(pid) {
  return (readQuietly(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ').trim();
}

/**
 * A file of a process, or undefined when the process has gone meanwhile.
 * @param {string} path
 */
function readQuietly(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Sends a signal; false when there is no such process any more.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
export function signalProcess(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
