// Monitoring on a booted host: installed from an archive, listening on loopback only, its alerts tried out, and removed without a trace.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readJournal } from '../../src/runbooks/index.ts';
import type { Value } from '../../src/runbooks/language/Value.ts';
import type { Ended } from '../cli/support/installCommand.ts';
import { bootHost, type BootedHost } from './bootHost.ts';
import { installDaemon } from './installDaemon.ts';
import { lookAtGate } from './lookAtGate.ts';
import { reachHost, type ReachedHost } from './reachHost.ts';
import { snapshotHost } from './snapshotHost.ts';

const name = 'linux/install-monitoring';
const key = 'canary91d04c7e5b3fa826';
/** Each gate is seen red in the full matrix. */
const all = process.env['TEST_MATRIX'] === 'all';

let host: BootedHost;
let reached: ReachedHost;
/** The host before anything was installed. */
let fresh: string;

beforeAll(async () => {
  host = await bootHost({ memory: '768M' });
  return () => host.stop();
});
beforeAll(async () => {
  reached = await reachHost(host);
  const survival = { uuid: 'a'.repeat(32), nickname: 'survival', autoStart: true };
  await installDaemon(host, { generation: 'current', key, instances: [survival] });
  fresh = await snapshotHost(host);
  return () => reached.stop();
});

async function asRoot(script: string): Promise<string> {
  const { code, stdout, stderr } = await host.run('sudo sh -s', `set -e\n${script}`);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return stdout.trim();
}

// Prometheus itself brings fifteen more packages.
const inputs = { history: String(all), settle: '3s', scrape_every: '2s' };
/** The words that name runbook, host and inputs. */
const words = (other: Readonly<Record<string, string>> = {}): readonly string[] => [
  ...[name, '--on', 'node1'],
  ...Object.entries({ ...inputs, ...other }).flatMap(([input, value]) => ['--input', `${input}=${value}`]),
];
const install = (other?: Readonly<Record<string, string>>): Promise<Ended> => reached.run(['run', ...words(other)]);

/** How each step of the last run settled. */
async function settled(): Promise<Readonly<Record<string, string>>> {
  const runs = join(reached.home, '.local/state/gated-runbooks/runs');
  const last = (await readdir(runs)).sort().at(-1) ?? '';
  const { recorded } = await readJournal(join(runs, last));
  return Object.fromEntries(
    recorded.flatMap(({ event }) => (event.type === 'stepSettled' ? [[event.step, event.outcome]] : [])),
  );
}

/** The gates of the last run that were red at the end, by part and index, such as `install verify 1`. */
async function redGates(): Promise<readonly string[]> {
  const runs = join(reached.home, '.local/state/gated-runbooks/runs');
  const last = (await readdir(runs)).sort().at(-1) ?? '';
  const { recorded } = await readJournal(join(runs, last));
  return recorded.flatMap(({ event }) =>
    event.type === 'gateClosed' && event.verdict !== 'pass' && event.part !== 'before'
      ? [`${event.step ?? ''} ${event.part} ${String(event.index)}`.trim()]
      : [],
  );
}

/** Waits until both exporters answer. */
const answering =
  'for try in $(seq 300); do curl -fsS -o /dev/null http://127.0.0.1:9100/ && curl -fsS -o /dev/null http://127.0.0.1:9256/ && break; sleep 0.1; done';

const exporters: Value = { type: 'strings', value: ['prometheus-node-exporter', 'prometheus-process-exporter'] };
const captures: Readonly<Record<string, Value>> = {
  wanted: exporters,
  brings: exporters,
  user_before: { type: 'string', value: 'absent' },
  prometheus_state: { type: 'string', value: 'unwanted' },
};

const writes = ['groups', 'rules', 'scrape', 'node_settings', 'process_settings'];
const changes = [
  ...writes,
  ...(all ? ['prometheus_settings'] : []),
  'install',
  'cgroup_script',
  'cgroup_unit',
  'cgroup_start',
];
const drop = '/etc/systemd/system';

describe('before anything is installed', () => {
  let mend = ':';
  afterEach(async () => {
    await asRoot(mend);
    expect(await snapshotHost(host)).toBe(fresh);
  });

  if (all)
    it('plans without a change', async () => {
      mend = ':';
      expect(await reached.run(['plan', ...words()])).toMatchObject({ code: 0 });
    });

  const taken = (port: string): readonly [string, string, string, string] => [
    `port ${port} is taken`,
    `systemd-run -q --unit=squatter nc -lk 127.0.0.1 ${port}; for try in $(seq 50); do ss -Hltn 'sport = :${port}' | grep -q . && exit; sleep 0.1; done; exit 1`,
    'systemctl stop squatter',
    'precondition 3',
  ];
  const overridden = (unit: string, step: string): readonly [string, string, string, string] => [
    `somebody else's drop-in overrides ${unit}`,
    `mkdir -p ${drop}/${unit}.service.d; printf '[Service]\\nExecStart=\\nExecStart=/bin/true\\n' > ${drop}/${unit}.service.d/90-other.conf`,
    `rm -r ${drop}/${unit}.service.d; systemctl daemon-reload`,
    `${step} verify 0`,
  ];
  // Whatever is written is emptied again at once, as a configuration management that knows better would.
  const reverted = (file: string, step: string): readonly [string, string, string, string] => [
    `${file} is reverted`,
    `systemd-run -q --unit=reverter sh -c 'while :; do [ ! -s ${file} ] || : > ${file}; sleep 0.05; done'`,
    'systemctl stop reverter; rm -rf /etc/gated-monitoring',
    `${step} verify 0`,
  ];
  if (all)
    it.each([
      taken('9100'),
      taken('9256'),
      taken('9090'),
      overridden('prometheus-node-exporter', 'node_settings'),
      overridden('prometheus-process-exporter', 'process_settings'),
      overridden('prometheus', 'prometheus_settings'),
      [
        'there is no apt',
        'mv /usr/bin/apt-get /usr/bin/apt-got',
        'mv /usr/bin/apt-got /usr/bin/apt-get',
        'precondition 0',
      ],
      [
        'the archive has not all of them',
        'mv /etc/apt/sources.list /etc/apt/sources.kept; rm -rf /var/lib/apt/lists; apt-get -qq update',
        'mv /etc/apt/sources.kept /etc/apt/sources.list; apt-get -qq update',
        'precondition 1',
      ],
      [
        'a package is half installed',
        'dpkg --unpack /srv/packages/prometheus-process-exporter_*.deb',
        'dpkg --purge prometheus-process-exporter',
        'precondition 2',
      ],
      [
        'the disk is full',
        'fallocate -l "$(($(df -k --output=avail /var | tail -n 1) - 100000))KiB" /opt/filler',
        'rm /opt/filler',
        'precondition 4',
      ],
      [
        'the folder of the settings is closed',
        'install -d -m 700 /etc/gated-monitoring',
        'rmdir /etc/gated-monitoring',
        'groups verify 0',
      ],
      reverted('/etc/gated-monitoring/rules.yml', 'rules'),
      reverted('/etc/gated-monitoring/prometheus.yml', 'scrape'),
    ] as readonly (readonly [string, string, string, string])[])(
      'stops and leaves no trace where %s',
      async (_, sabotage, mending, gate) => {
        mend = mending;
        await asRoot(sabotage);
        expect((await install()).code).not.toBe(0);
        expect(await redGates()).toContain(gate);
      },
    );
});

/** apt and dpkg take their time, the more on a busy machine. */
const patience = 1_200_000;

describe('installed', { timeout: patience }, () => {
  it('runs from start to finish', async () => {
    const reports = ['html', 'md', 'json', 'xml'].flatMap((format) => ['--report', `report.${format}`]);
    const ended = await reached.run(['run', ...words(), ...reports]);
    expect(ended).toMatchObject({ code: 0 });
    expect(await settled()).toMatchObject(Object.fromEntries(changes.map((step) => [step, 'done'])));
    expect(await kept(new RegExp(key))).toEqual([]);
  });

  it('listens on loopback only', async () => {
    const open = await asRoot("ss -Hltnp | awk '/prometheus/ { print $4 }' | sort");
    expect(open.split('\n')).toEqual([...(all ? ['127.0.0.1:9090'] : []), '127.0.0.1:9100', '127.0.0.1:9256']);
  });

  it('shows the kernel’s figures of the unit', async () => {
    const shown = await asRoot(
      `curl -fsS http://127.0.0.1:9100/metrics | grep '^cgroup_memory_anonymous_bytes{kind="unit",name="mcsm-daemon.service"}'`,
    );
    const real = await asRoot(
      'awk \'$1 == "anon" { print $2 }\' /sys/fs/cgroup/system.slice/mcsm-daemon.service/memory.stat',
    );
    expect(Number(shown.split(' ').at(-1)) / Number(real)).toBeGreaterThan(0.5);
    expect(Number(shown.split(' ').at(-1)) / Number(real)).toBeLessThan(2);
  });

  it('does nothing the second time', async () => {
    // The service that writes figures is never twice the same.
    const still = async (): Promise<readonly string[]> =>
      (await snapshotHost(host))
        .split('\n')
        .filter((line) => !/gated-cgroups\.prom|process .*gated-cgroup-metrics/.test(line));
    const before = await still();
    expect(await install()).toMatchObject({ code: 0 });
    expect(await settled()).toMatchObject(Object.fromEntries(changes.map((step) => [step, 'alreadySo'])));
    expect(await still()).toEqual(before);
  });

  it('raises each alert for what it is for, and none for a host that is well', async () => {
    const tests = await readFile(new URL('guest/alerts.test.yml', import.meta.url), 'utf8');
    const rules = await readFile(new URL('../../runbooks/linux/install-monitoring.yaml', import.meta.url), 'utf8');
    const said = await asRoot(
      `cat > /run/alerts.test.yml <<'end-of-file'\n${tests}\nend-of-file\ndpkg -x /srv/packages/prometheus_*.deb /run/prometheus-package
/run/prometheus-package/usr/bin/promtool test rules /run/alerts.test.yml`,
    );
    expect(said).toContain('SUCCESS');
    // Every alert is in the tests as one that fires.
    const alerts = [...rules.matchAll(/- alert: (\w+)/g)].map(([, alert]) => alert);
    expect(
      alerts.filter((alert) => !new RegExp(`alertname: ${alert ?? ''}\\b[^]{0,80}exp_alerts:\\s+- `).test(tests)),
    ).toEqual([]);
  });

  const run95 = (unit: string, start: string): string =>
    `mkdir -p /run/systemd/system/${unit}.service.d
    printf '[Service]\\nExecStart=\\nExecStart=%s\\n' '${start}' > /run/systemd/system/${unit}.service.d/95-other.conf
    systemctl daemon-reload; systemctl restart ${unit}; ${answering}`;
  const without95 = (unit: string): string =>
    `rm -r /run/systemd/system/${unit}.service.d; systemctl daemon-reload; systemctl restart ${unit}; ${answering}`;
  const dropIn = (unit: string): readonly [string, string] => [
    `printf '[Service]\\nExecStart=\\nExecStart=/bin/true\\n' > ${drop}/${unit}.service.d/90-other.conf`,
    `rm ${drop}/${unit}.service.d/90-other.conf`,
  ];
  const emptied = (file: string, wrong = ''): readonly [string, string] => [
    `cp -p ${file} /run/kept; printf '%s' '${wrong}' > ${file}`,
    `cp -p /run/kept ${file}; rm /run/kept`,
  ];
  const killed = (unit: string): readonly [string, string] => [
    `systemctl kill -s KILL ${unit}; for try in $(seq 300); do systemctl -q is-active ${unit} && break; sleep 0.1; done; ${answering}`,
    ':',
  ];
  if (all)
    it.each([
      [
        'the settings may not be read',
        'steps.groups.verify.0',
        'chmod 600 /etc/gated-monitoring/processes.yml',
        'chmod 644 /etc/gated-monitoring/processes.yml',
      ],
      ['rules are emptied', 'steps.rules.verify.0', ...emptied('/etc/gated-monitoring/rules.yml')],
      [
        'the scrape configuration is emptied',
        'steps.scrape.verify.0',
        ...emptied('/etc/gated-monitoring/prometheus.yml'),
      ],
      ['a drop-in overrides node exporter', 'steps.node_settings.verify.0', ...dropIn('prometheus-node-exporter')],
      [
        'a drop-in overrides process exporter',
        'steps.process_settings.verify.0',
        ...dropIn('prometheus-process-exporter'),
      ],
      ['an exporter was restarted meanwhile', 'steps.install.verify.0', ...killed('prometheus-node-exporter')],
      [
        'an exporter listens on every address',
        'steps.install.verify.1',
        run95('prometheus-node-exporter', '/usr/bin/prometheus-node-exporter'),
        without95('prometheus-node-exporter'),
      ],
      [
        'an exporter is down',
        'steps.install.verify.2',
        'systemctl stop prometheus-node-exporter',
        `systemctl start prometheus-node-exporter; ${answering}`,
      ],
      [
        'the groups match nothing',
        'steps.install.verify.3',
        `printf 'process_names: [{ name: x, comm: [nobody] }]' > /run/groups.yml; ${run95('prometheus-process-exporter', '/usr/bin/prometheus-process-exporter -config.path=/run/groups.yml -web.listen-address=127.0.0.1:9256')}`,
        without95('prometheus-process-exporter'),
      ],
      ['packages stay after the undo', 'steps.install.undo.verify.0', ':', ':'],
      ['something listens after the undo', 'steps.install.undo.verify.1', ':', ':'],
      [
        'the script is broken',
        'steps.cgroup_script.verify.0',
        ...emptied('/usr/local/sbin/gated-cgroup-metrics', 'if'),
      ],
      [
        'a drop-in changes the service',
        'steps.cgroup_unit.verify.0',
        run95('gated-cgroup-metrics', '/bin/sleep infinity'),
        without95('gated-cgroup-metrics'),
      ],
      ['the service was restarted meanwhile', 'steps.cgroup_start.verify.0', ...killed('gated-cgroup-metrics')],
      [
        'nobody writes the figures any more',
        'steps.cgroup_start.verify.1',
        'systemctl kill -s STOP gated-cgroup-metrics; touch -d "10 minutes ago" /var/lib/prometheus/node-exporter/gated-cgroups.prom',
        'systemctl kill -s CONT gated-cgroup-metrics',
      ],
      ['the service goes on after the undo', 'steps.cgroup_start.undo.verify.0', ':', ':'],
      [
        'promtool finds a mistake',
        'postconditions.0',
        `printf '%s\\n' '#!/bin/sh' 'echo FAILED' 'exit 1' > /usr/local/bin/promtool; chmod +x /usr/local/bin/promtool`,
        'rm /usr/local/bin/promtool',
      ],
    ] as readonly (readonly [string, string, string, string])[])(
      'is seen by its gate where %s',
      async (_, place, sabotage, mending) => {
        const look = (): ReturnType<typeof lookAtGate> => lookAtGate(host, name, place, { captures });
        let well = await look();
        // What an undo leaves is not so yet; of the others each has to be green first, if it takes a moment after the one before.
        if (!place.includes('.undo.')) {
          await expect.poll(async () => (well = await look()).verdict, { timeout: 60_000 }).toBe('pass');
        }
        await asRoot(sabotage);
        try {
          expect(await lookAtGate(host, name, place, { captures, first: well.measured }), place).toMatchObject({
            verdict: 'fail',
          });
        } finally {
          await asRoot(mending);
        }
      },
    );

  if (all)
    it('is seen by its gate where Prometheus does not answer', async () => {
      const seen = await lookAtGate(host, name, 'postconditions.1', {
        captures,
        inputs: { history: 'true', prometheus_port: '9' },
      });
      expect(seen).toMatchObject({ verdict: 'fail' });
    });

  it('is removed, and the host is as it was', async () => {
    // The first of the two runs is the one that changed something.
    expect(await reached.run(['undo', await firstRun(), '--yes'])).toMatchObject({ code: 0 });
    expect(await snapshotHost(host)).toBe(fresh);
  });
});

/** The run that installed. */
async function firstRun(): Promise<string> {
  const runs = join(reached.home, '.local/state/gated-runbooks/runs');
  for (const run of (await readdir(runs)).sort().reverse()) {
    const { recorded } = await readJournal(join(runs, run));
    if (
      recorded.some(({ event }) => event.type === 'stepSettled' && event.step === 'install' && event.outcome === 'done')
    )
      return run;
  }
  throw new Error('nothing was installed');
}

/** The files that the command left (journals, outputs, evidence, reports) and that match. */
async function kept(pattern: RegExp): Promise<readonly string[]> {
  const files = await Promise.all(
    [reached.home, reached.folder].map(async (folder) =>
      (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()),
    ),
  );
  const paths = files.flat().map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(paths.map(async (path) => [path, await readFile(path, 'utf8')] as const));
  return texts.filter(([, text]) => pattern.test(text)).map(([path]) => path);
}
