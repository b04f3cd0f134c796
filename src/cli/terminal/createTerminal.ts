// A terminal over a process's streams and environment.
import { localeOf, say, type Locale } from '../../runbooks/index.ts';
import type { Input, Output, Terminal } from './Terminal.ts';

export interface TerminalOptions {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  /** Of `--lang`; else the environment decides. */
  readonly language?: string | undefined;
  /** `--no-color`. */
  readonly plain?: boolean;
}

/** Makes the terminal. A person can be asked only where they both see the question and can answer it. */
export function createTerminal(options: TerminalOptions): Terminal {
  const { stdin, stdout, stderr, environment, folder } = options;
  const locale = options.language === undefined ? localeOfEnvironment(environment) : localeOf(options.language);
  return {
    stdin,
    stdout,
    stderr,
    environment,
    folder,
    locale,
    colour:
      options.plain !== true && stdout.isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb',
    interactive: stdin.isTTY === true && stdout.isTTY === true,
    say: (code, args) => say(locale, args === undefined ? { code } : { code, args }),
    print: (line) => void stdout.write(`${line}\n`),
    complain: (line) => void stderr.write(`${line}\n`),
  };
}

/** The first of LC_ALL, LC_MESSAGES and LANG that is set decides, as everywhere. */
function localeOfEnvironment(environment: TerminalOptions['environment']): Locale {
  return localeOf([environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find((tag) => tag));
}
