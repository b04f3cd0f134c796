// A shell's exit status becomes an exit.
import type { Exit } from '../../Host.ts';

// By Linux's numbers, which are the host's; this machine's may differ.
const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  10: 'SIGUSR1',
  11: 'SIGSEGV',
  12: 'SIGUSR2',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  31: 'SIGSYS',
};

/**
 * A status of 128 + n says that signal n ended the script or its last command. A shell can't tell it from `exit 137`; taking
 * it for the signal is the safe reading, because a gate then counts neither as pass nor as fail.
 */
export function exitOfStatus(status: number): Exit {
  const signal = signals[status - 128];
  return signal === undefined ? { code: status } : { signal };
}
