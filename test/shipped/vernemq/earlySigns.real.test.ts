// The check that vernemq/watch-early-signs puts on a host: what it measures of what the real VerneMQ printed, what it tells and when,
// through the shells of hosts.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { capture, captured, capturedLog } from '../../support/captured.ts';
import { runbookOf } from './parts.ts';
import { printing, runIn, shells, type Shell } from './shells.ts';

const script = ((): string => {
  const step = runbookOf('watch-early-signs').steps.find(({ id }) => id === 'script');
  if (step === undefined || !('file' in step)) throw new Error('There is no script');
  return step.file.content ?? '';
})();
const usual = {
  ...{ metrics_url: '', interval: 60, sample: 10, looks: 3, cpu_max: 70, ae_window: 300, ae_repeats: 10 },
  ...{ storm_rate: 5, storm_hops: 3, report_every: 3600, webhook_file: '', figures: '' },
};

/** Stands for the whole host: its logs, what is kept there, its /proc, and what was sent. */
let host = '';
beforeEach(() => {
  host = mkdtempSync(join(tmpdir(), 'signs-'));
  for (const folder of ['proc', 'logs', 'state']) mkdirSync(join(host, folder));
  writeFileSync(join(host, 'logs/console.log'), '');
});
afterEach(() => rmSync(host, { recursive: true, force: true }));

/** A process in /proc, as the kernel shows it. */
function showProcess(
  pid: number,
  { ticks = 0, started = 84_123, command = '/usr/lib/vernemq/erts/bin/beam.smp' } = {},
) {
  const folder = join(host, 'proc', String(pid));
  mkdirSync(folder, { recursive: true });
  const before = `S 1 ${String(pid)} ${String(pid)} 0 -1 4194304 900 0 0 0`;
  const stat = `${String(pid)} (beam.smp) ${before} ${String(ticks)} 0 0 0 20 0 34 0 ${String(started)} 3678 22527`;
  writeFileSync(join(folder, 'stat'), `${stat}\n`);
  writeFileSync(join(folder, 'cmdline'), `${command}\0-K\0true\0`);
}

interface Scene {
  readonly mode?: 'look' | 'beat' | 'rehearse' | 'settings';
  readonly settings?: Readonly<Record<string, string | number>>;
  /** What the counters and the sessions are before the sample and after it. */
  readonly counters?: readonly [string, string];
  readonly sessions?: readonly [string, string];
  /** Shell that is run while the sample is taken, on top of ten seconds passing. */
  readonly meanwhile?: string;
  readonly commands?: Readonly<Record<string, string>>;
  /** What of the script is not as it is on a host. */
  readonly instead?: Readonly<Record<string, string>>;
}

const calm = 'counter.mqtt_connect_received = 8\ngauge.total_active_connections = 7';
const still = '{"table":[{"client_id":"dev-1","node":"VerneMQ@10.77.4.1"}],"type":"table"}';

/** What the check prints where the host is as it is now. */
function look(shell: Shell, { mode = 'look', settings = {}, meanwhile = ':', ...scene }: Scene = {}): string {
  const { counters = [calm, calm], sessions = [still, still], commands = {}, instead = {} } = scene;
  const lines = Object.entries({ logs: join(host, 'logs'), ...usual, ...settings });
  writeFileSync(join(host, 'conf'), lines.map(([name, value]) => `${name}=${String(value)}\n`).join(''));
  writeFileSync(join(host, 'proc/uptime'), '100.00 0.00\n');
  const moved = {
    '/etc/vernemq-early-signs.conf': join(host, 'conf'),
    '/var/lib/vernemq-early-signs': join(host, 'state'),
    '/proc/': join(host, 'proc/'),
    '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin': '"$PATH"',
    ...instead,
  };
  let text = script;
  for (const [from, to] of Object.entries(moved)) {
    expect(text).toContain(from);
    text = text.replaceAll(from, to);
  }
  const twice = ([before, after]: readonly [string, string]): string =>
    `if [ -e "$FOLDER/slept" ]; then ${printing(after)}; else ${printing(before)}; fi`;
  const refused = captured('05-peerdown', '[vmq-a]# vmq-admin metrics show --mqtt_version=4').trim();
  const admin = `case $* in
      'metrics show') ${twice(counters)} ;;
      *return_code=server_unavailable) ${printing(refused)} ;;
      *reason_code=server_unavailable) echo 'counter.mqtt_connack_sent = 1' ;;
      session*--limit=*--format=json) ${twice(sessions)} ;;
      *) exit 1 ;;
    esac`;
  return runIn(shell, `set -- ${mode}\n${text}`, {
    commands: {
      'vmq-admin': admin,
      sleep: `: > "$FOLDER/slept"; echo '110.00 0.00' > ${host}/proc/uptime; ${meanwhile}`,
      pgrep: `ls ${host}/proc | grep -v uptime`,
      nproc: 'echo 2',
      getconf: 'echo 100',
      ...commands,
    },
  });
}
const log = (text: string, file = 'console.log'): void => writeFileSync(join(host, 'logs', file), text);
const kept = (file: string): string => readFileSync(join(host, 'state', file), 'utf8');

/** Both columns of the counters that were captured around the storm on a node, with the live connections of that time. */
const storm = (node: 'a' | 'b'): readonly [string, string] => {
  const text = capture('03-storm').split(`node ${node} before|after`)[1] ?? '';
  const own = node === 'a' ? (text.split('node b before')[0] ?? '') : text;
  const lines = [...own.matchAll(/^(counter\.\w+ = \d+)\|(.*)$/gm)];
  const live = 'gauge.total_active_connections = 7';
  return [
    [...lines.map(([, before]) => before), live].join('\n'),
    [...lines.map(([, , after]) => after), live].join('\n'),
  ];
};

// What the other runbooks ask goes through both in every tier; these many looks are a minute and a half for each.
describe.each(process.env['TEST_MATRIX'] === 'all' ? shells : [shells[0]])('%s', (shell) => {
  beforeEach(() => showProcess(131));

  it('finds a calm node well', () => {
    expect(look(shell)).toBe(
      [
        'well: CPU 0 % of all processors (limit 70 %)',
        'the same exchange 0 times in 300 s (limit 10)',
        '0.0 CONNECTs a second at 7 live connections (limit 5 and more than live)',
        '0 client ids changed node in 10 s (limit 3)',
      ].join(', '),
    );
    expect(existsSync(join(host, 'state/signs'))).toBe(false);
  });

  describe('connects', () => {
    it.each([
      ['a', '153.0'],
      ['b', '152.7'],
    ] as const)('knows the storm at %s', (node, rate) => {
      const said = look(shell, { counters: storm(node) });
      expect(said).toMatch(/^over: /);
      expect(said).toContain(
        `${rate} CONNECTs a second at 7 live connections (limit 5 and more than live), 578 refused since its start`,
      );
    });

    it('knows it from the metrics over HTTP, whose labels are summed up', () => {
      const refusals = captured('05-peerdown', '[vmq-a]# bash -c curl -s http://127.0.0.1:8888/metrics').trim();
      const node = 'node="VerneMQ@10.77.4.1"';
      const metrics = (four: number, five: number): string =>
        [
          '# HELP mqtt_connect_received The number of CONNECT packets received.',
          '# TYPE mqtt_connect_received counter',
          `mqtt_connect_received{${node},mqtt_version="4"} ${String(four)}`,
          `mqtt_connect_received{${node},mqtt_version="5"} ${String(five)}`,
          refusals,
          `total_active_connections{${node}} 7`,
        ].join('\n');
      const settings = { metrics_url: 'http://127.0.0.1:8888/metrics' };
      const curl = `[ "$*" = '-fsS -m 10 http://127.0.0.1:8888/metrics' ] || exit 1
        if [ -e "$FOLDER/slept" ]; then ${printing(metrics(400, 101))}; else ${printing(metrics(8, 1))}; fi`;
      const said = look(shell, { settings, commands: { curl }, counters: ['', ''] });
      expect(said).toContain('49.2 CONNECTs a second at 7 live connections');
      expect(said).toContain('578 refused since its start');
    });

    it('is content with many connects of many more live clients', () => {
      const live = 'gauge.total_active_connections = 9000';
      const counters = ['8', '1538'].map((n) => `counter.mqtt_connect_received = ${n}\n${live}`) as [string, string];
      expect(look(shell, { counters })).toMatch(/^well: .*153\.0 CONNECTs a second at 9000 live/);
    });

    it.each<readonly [string, Scene]>([
      ['nothing is printed', { counters: ['', ''] }],
      ['the broker does not answer', { commands: { 'vmq-admin': 'echo "Node not responding to pings."; exit 1' } }],
      ['the counters went back', { counters: [calm, 'counter.mqtt_connect_received = 2'] }],
      ['nobody counts who is live', { counters: [calm, 'counter.mqtt_connect_received = 808'] }],
    ])('does not know where %s', (_, scene) => {
      const said = look(shell, scene);
      expect(said).toMatch(/^unknown: .*CONNECTs: /);
    });
  });

  describe('exchanges', () => {
    const settings = { ae_repeats: 6 };

    it.each(['1.x', '2.x'] as const)('counts them by group, peer and number in a log of %s', (format) => {
      log(capturedLog('08-cleanrejoin', Date.now(), format));
      expect(look(shell)).toContain('the same exchange 6 times in 300 s (limit 10)');
      expect(look(shell, { settings })).toMatch(
        /^over: .*the same exchange 6 times in 300 s \(limit 6\): meta[89] 'VerneMQ@10\.77\.4\.1' synced 1 objects/,
      );
    });

    it('counts on over a log that was rotated', () => {
      const lines = capturedLog('08-cleanrejoin', Date.now()).split('\n');
      const half = lines.findIndex((line) => line.includes('AE exchange')) + 6;
      log(`${lines.slice(0, half).join('\n')}\n`, 'console.log.0');
      log(lines.slice(half).join('\n'));
      expect(look(shell)).toContain('the same exchange 6 times');
    });

    it.each(['1.x', '2.x'] as const)('looks no further back than it should in a log of %s', (format) => {
      log(capturedLog('08-cleanrejoin', Date.now() - 400_000, format));
      expect(look(shell, { settings })).toMatch(/^well: .*the same exchange 0 times/);
    });

    it('counts those of Plumtree by peer and numbers', () => {
      const line = (keys: number): string => {
        const time = new Date().toISOString();
        return `${time.slice(0, 10)} ${time.slice(11, 23)} [info] <0.1064.0>@plumtree_metadata_exchange_fsm:exchange:160 completed metadata exchange with 'VerneMQ@172.26.0.3'. repaired 0 missing local prefixes, 0 missing remote prefixes, and ${String(keys)} keys\n`;
      };
      log(line(1).repeat(6) + line(2) + line(3));
      expect(look(shell, { settings })).toContain(
        "6 times in 300 s (limit 6): 'VerneMQ@172.26.0.3'. repaired 0 missing local prefixes, 0 missing remote prefixes, and 1 keys",
      );
    });

    it('takes the lines of takeovers for no exchange', () => {
      log(capturedLog('03-storm', Date.now()));
      expect(look(shell, { settings })).toContain('the same exchange 0 times');
    });

    it('does not know where the log is not to be read', () => {
      rmSync(join(host, 'logs/console.log'));
      expect(look(shell)).toMatch(/^unknown: .*exchanges: \S+ cannot be read/);
    });

    it('does not know where the log grows faster than it is read, unless it has seen enough', () => {
      const instead = { 'log_bytes=20000000': 'log_bytes=1200' };
      log(capturedLog('08-cleanrejoin', Date.now()));
      expect(look(shell, { instead })).toMatch(/^unknown: .*exchanges: the log grows too fast to be read 300 s back/);
      expect(look(shell, { instead, settings: { ae_repeats: 2 } })).toMatch(/^over: /);
      log(capturedLog('08-cleanrejoin', Date.now() - 400_000));
      expect(look(shell, { instead })).toMatch(/^well: /);
    });
  });

  describe('hops', () => {
    const table = (...rows: readonly (readonly [string, number])[]): string =>
      JSON.stringify({
        table: rows.map(([id, node]) => ({ client_id: id, node: `VerneMQ@10.77.4.${String(node)}` })),
        type: 'table',
      });

    it('counts ids that change node, whatever is in them', () => {
      const before = table(['storm-0', 1], ['storm-1', 1], ['a"}b', 1], ['dev-3', 2], ['gone', 1]);
      const after = table(['storm-0', 2], ['storm-1', 2], ['a"}b', 2], ['dev-3', 2], ['new', 1]);
      expect(look(shell, { sessions: [before, after], settings: { storm_hops: 2 } })).toMatch(
        /^over: .*, 2 client ids changed node in 10 s \(limit 2\)$/,
      );
    });

    it('reads what the real one printed', () => {
      const printed =
        capture('04-storm2')
          .split('\n')
          .find((line) => line.startsWith('{"table"')) ?? '';
      expect(look(shell, { sessions: [printed, printed] })).toContain('0 client ids changed node');
    });

    it('asks for no sessions where it is told not to', () => {
      const said = look(shell, { settings: { storm_hops: 0 }, sessions: ['broken', 'broken'] });
      expect(said).toMatch(/^well: /);
      expect(said).not.toContain('changed node');
    });

    it.each<readonly [string, Scene]>([
      ['it is answered with something else', { sessions: [still, 'RPC to node failed: timeout'] }],
      ['there are more than are shown', { instead: { 'most_sessions=100000': 'most_sessions=1' } }],
    ])('does not know where %s', (_, scene) => {
      expect(look(shell, scene)).toMatch(/^unknown: .*changes of node: the sessions cannot be read/);
    });
  });

  describe('CPU', () => {
    /** What is used while the sample is taken: so many ticks more. */
    const uses = (pid: number, ticks: number): string =>
      `sed -i 's/ 0 0 0 0 20 0 34/ ${String(ticks)} 0 0 0 20 0 34/' ${host}/proc/${String(pid)}/stat`;

    it('is what was used meanwhile, of all processors', () => {
      expect(look(shell, { meanwhile: uses(131, 1860) })).toMatch(/^over: CPU 93 % of all processors \(limit 70 %\)/);
    });

    it('is the broker’s, not that of a vmq-admin or of another Erlang program', () => {
      showProcess(90, { command: '/usr/lib/rabbitmq/erts/bin/beam.smp', started: 2 });
      showProcess(4000, { command: '/usr/lib/vernemq/erts/bin/beam.smp', started: 90_000 });
      expect(look(shell, { meanwhile: `${uses(131, 200)}; ${uses(90, 1900)}; ${uses(4000, 1900)}` })).toMatch(
        /^well: CPU 10 %/,
      );
    });

    it('is that of the only one, whatever its command line', () => {
      showProcess(131, { command: 'beam.smp' });
      expect(look(shell, { meanwhile: uses(131, 1000) })).toMatch(/^well: CPU 50 %/);
    });

    it.each([
      ['no process is there', [], ':', 'no process'],
      ['two are there and neither says VerneMQ', [132, 133], ':', 'no process'],
      ['it was started anew', [131], `sed -i 's/84123/84999/' $PROC/131/stat`, 'started anew'],
      ['it ended', [131], 'rm -r $PROC/131', 'ended'],
    ] as const)('is not known where %s', (_, pids, meanwhile, why) => {
      rmSync(join(host, 'proc/131'), { recursive: true });
      for (const pid of pids) showProcess(pid, pid === 131 ? {} : { command: 'beam.smp' });
      const said = look(shell, { meanwhile: meanwhile.replace('$PROC', `${host}/proc`) });
      expect(said).toMatch(new RegExp(`^unknown: CPU: [^,]*${why}`));
    });
  });

  describe('telling', () => {
    const beat = (scene: Scene = {}): string => look(shell, { mode: 'beat', ...scene });
    const storming: Scene = { counters: storm('a') };
    const blind: Scene = { counters: ['', ''] };

    it('rehearses with made-up figures: each once', () => {
      const said = look(shell, { mode: 'rehearse' }).split('\n');
      expect(said.map((line) => line.split(':')[0])).toEqual(['Early sign', 'Cannot be measured', 'Well again']);
      for (const words of ['CPU 70 %', 'exchange 10 times', '5 CONNECTs a second', '3 client ids']) {
        expect(said[0]).toContain(words);
      }
    });

    it('tells a sign once, after as many looks in a row as asked for, and once when it is over', () => {
      expect(beat()).toMatch(/^<5>Watching began\. well: /);
      expect([beat(storming), beat(storming)]).toEqual(['', '']);
      expect(beat(storming)).toMatch(/^<3>Early sign: 153\.0 CONNECTs .*\. Run vernemq\/diagnose-high-cpu/);
      const settings = { looks: 1 };
      expect(beat({ ...storming, settings })).toBe('');
      expect(beat({ settings })).toMatch(/^<5>Well again: 0\.0 CONNECTs/);
      expect(kept('last')).toMatch(/^6 \d+ well\n$/);
    });

    it('does not tell what comes and goes', () => {
      const settings = { looks: 2 };
      beat({ settings });
      const looks = [storming, {}, storming, blind];
      expect(looks.map((scene) => beat({ ...scene, settings }))).toEqual(looks.map(() => ''));
    });

    it('tells what it cannot measure, and does not take it for well', () => {
      const settings = { looks: 2 };
      expect(beat({ ...blind, settings })).toMatch(/^<5>Watching began\. unknown: /);
      expect(beat({ ...blind, settings })).toBe('<4>Cannot be measured: CONNECTs: the counters cannot be read');
      expect(kept('last')).toMatch(/^2 \d+ unknown\n$/);
    });

    it('says after an hour of silence that it lives', () => {
      beat();
      expect(beat()).toBe('');
      writeFileSync(join(host, 'state/reported'), `${String(Math.floor(Date.now() / 1000) - 3600)}\n`);
      expect(beat()).toMatch(/^<5>well: CPU 0 %/);
      expect(beat()).toBe('');
    });

    it('sends it to the webhook, keeps it while that is away, and shows its address to nobody', () => {
      writeFileSync(join(host, 'hook'), 'http://127.0.0.1:9/T0KENcanary\n');
      const settings = { webhook_file: join(host, 'hook'), looks: 1 };
      const curl = (code: number): string =>
        `echo "$*" >> ${host}/asked; cat >> ${host}/configured; for word; do case $word in @*) [ ${String(code)} != 0 ] || cat "\${word#@}" >> ${host}/sent ;; esac; done; exit ${String(code)}`;
      const away = { settings, commands: { curl: curl(7) } };
      expect(beat(away).split('\n').at(-1)).toBe('<3>The webhook cannot be reached; what was to be told waits');
      expect(beat({ ...storming, ...away })).toMatch(/^<3>Early sign: [^\n]*$/);
      expect(beat({ ...storming, settings, commands: { curl: curl(0) } })).toBe('<5>The webhook can be reached again');
      const sent = readFileSync(join(host, 'sent'), 'utf8').trim().split('\n');
      expect(sent.map((line) => (JSON.parse(line) as { state: string }).state)).toEqual(['began', 'over']);
      expect(sent[1]).toContain('Early sign: 153.0 CONNECTs');
      expect(readFileSync(join(host, 'configured'), 'utf8')).toContain('url = "http://127.0.0.1:9/T0KENcanary"');
      expect(readFileSync(join(host, 'asked'), 'utf8')).not.toContain('T0KEN');
    });

    it('writes figures for Prometheus, each with its limit, and none it does not know', () => {
      const settings = { figures: join(host, 'signs.prom') };
      beat({ ...storming, settings });
      const written = readFileSync(settings.figures, 'utf8');
      for (const line of [
        'vernemq_signs_cpu_percent 0',
        'vernemq_signs_connects 1530',
        'vernemq_signs_connects_per_second 153.0',
        'vernemq_signs_connects_per_second_limit 5',
        'vernemq_signs_live_connections 7',
        'vernemq_signs_known{sign="connects"} 1',
      ]) {
        expect(written.split('\n')).toContain(line);
      }
      beat({ ...blind, settings });
      const without = readFileSync(settings.figures, 'utf8');
      expect(without).toContain('vernemq_signs_known{sign="connects"} 0');
      expect(without).not.toMatch(/^vernemq_signs_(connects|connects_per_second|live_connections) /m);
    });

    it('says where the figures cannot be written', () => {
      expect(beat({ settings: { figures: join(host, 'nowhere/signs.prom') } })).toContain('<3>');
    });
  });
});
