// A booted host with the watchdog on it, whose beats are made one by one, so that a test knows how many there were.
import type { BootedHost } from './bootHost.ts';

/** What one look of the watchdog came to. */
export interface Beat {
  /** Its one word for what it saw. */
  readonly verdict: string;
  /** What it said at the level of an error, each a line. */
  readonly alerts: readonly string[];
  /** What else it said: notices, such as that something is over. */
  readonly notices: readonly string[];
}

export interface WatchedHost {
  /** Runs a script as root; throws where it fails. */
  asRoot(script: string): Promise<string>;
  /** Waits, on the host, until a shell test holds; throws after a minute. */
  until(condition: string): Promise<void>;
  /** From now on it beats only when told to, and what it says is kept: the journal may have it later than the beat ends. */
  takeOver(): Promise<void>;
  /** One beat, by systemd as from the timer. */
  beat(): Promise<Beat>;
  /** Changes the watchdog's own settings, as an operator would. */
  set(settings: Readonly<Record<string, string | number>>): Promise<void>;
  /** The process id of the daemon. */
  mainPid(): Promise<string>;
  /** How often it started or restarted the daemon within its window. */
  attempts(): Promise<number>;
}

const dropIns = '/run/systemd/system/mcsm-watchdog.service.d';
const saidIn = '/run/mcsm-watchdog.said';

/** The same host, with the words for the watchdog's tests. */
export function watchedHost(host: BootedHost): WatchedHost {
  const asRoot = async (script: string): Promise<string> => {
    const { code, stdout, stderr } = await host.run('sudo sh -s', `set -e\n${script}`);
    if (code !== 0) throw new Error(`${String(code)}: ${stderr}\n${script}`);
    return stdout.trim();
  };
  return {
    asRoot,
    until: async (condition) => {
      await asRoot(`for try in $(seq 240); do if ${condition}; then exit; fi; sleep 0.25; done
        echo 'waited in vain: ${condition.replaceAll("'", '')}' >&2
        exit 1`);
    },
    takeOver: async () => {
      await asRoot(`systemctl stop mcsm-watchdog.timer
        mkdir -p ${dropIns}
        printf '[Service]\\nStandardOutput=truncate:${saidIn}\\n' > ${dropIns}/50-test.conf
        systemctl daemon-reload`);
    },
    beat: async () => {
      const said = await asRoot(`systemctl start mcsm-watchdog.service
        cut -d ' ' -f 3 /run/mcsm-watchdog/beats
        cat ${saidIn}`);
      const [verdict = '', ...lines] = said.split('\n');
      const messages = (wanted: (priority: number) => boolean): string[] =>
        lines.filter((line) => wanted(Number(line.slice(1, 2)))).map((line) => line.slice(3));
      return {
        verdict,
        alerts: messages((priority) => priority <= 3),
        notices: messages((priority) => priority > 3),
      };
    },
    set: async (settings) => {
      const changes = Object.entries(settings).map(([name, value]) => `-e 's|^${name}=.*|${name}=${String(value)}|'`);
      await asRoot(`sed -i ${changes.join(' ')} /etc/mcsm-watchdog.conf`);
    },
    mainPid: () => asRoot('systemctl show -p MainPID --value mcsm-daemon'),
    attempts: async () => Number(await asRoot('cat /var/lib/mcsm-watchdog/actions 2> /dev/null | grep -c . || :')),
  };
}
