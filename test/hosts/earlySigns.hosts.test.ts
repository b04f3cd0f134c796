// The runbooks that install and remove the watch for early signs of VerneMQ, on a booted host with a stand-in of the broker: run,
// repeated, undone, told what it is there for, and in the full matrix each gate seen red.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Value } from '../../src/runbooks/language/Value.ts';
import { bootHost, type BootedHost } from './bootHost.ts';
import { lookAtGate } from './lookAtGate.ts';
import { reachHost, type ReachedHost } from './reachHost.ts';
import { redGates } from './redGates.ts';
import { snapshotHost } from './snapshotHost.ts';
import { watchedHost, type WatchedHost } from './watchedHost.ts';

const [installing, removing] = ['vernemq/watch-early-signs', 'vernemq/remove-early-signs'];
const token = 'T0KENcanary77e1';
/** Each gate is seen red in the full matrix. */
const all = process.env['TEST_MATRIX'] === 'all';
/** Some tests are several runs, and a busy machine takes its time. */
const patience = 900_000;

let host: BootedHost;
let reached: ReachedHost;
let on: WatchedHost;
/** The host with its broker, before it was watched. */
let untouched: string;

beforeAll(async () => {
  host = await bootHost();
  return () => host.stop();
});
beforeAll(async () => {
  reached = await reachHost(host);
  on = watchedHost(host);
  await on.asRoot(await readFile(new URL('guest/vernemq.sh', import.meta.url), 'utf8'));
  await on.asRoot(`printf 'http://127.0.0.1:9911/${token}\\n' > /etc/hook; chmod 600 /etc/hook
    for try in $(seq 240); do ss -Hltn 'sport = :9911' | grep -q . && exit; sleep 0.25; done; exit 1`);
  untouched = await snapshotHost(host);
  return () => reached.stop();
});

type Inputs = Readonly<Record<string, string>>;
const usual: Inputs = {
  ...{ interval: '2s', sample: '1s', looks: '2', proof_within: '5m', webhook_file: '/etc/hook' },
  ...{ figures_folder: '/srv/figures', rules_folder: '/srv/rules' },
};
const install = (inputs: Inputs = {}, how = 'run'): ReturnType<ReachedHost['run']> =>
  reached.run([
    ...[how, installing, '--on', 'node1'],
    ...Object.entries({ ...usual, ...inputs }).flatMap(([name, value]) => ['--input', `${name}=${value}`]),
  ]);
const remove = (how = 'run'): ReturnType<ReachedHost['run']> => reached.run([how, removing, '--on', 'node1']);

/** The host as it is, but for what each look writes, and whether one is under way. */
async function snapshot(): Promise<string> {
  const passing =
    /^content \/(var\/lib\/vernemq-early-signs|srv\/figures)\/|^process .*vernemq-early-signs\.service|^unit vernemq-early-signs\.service ActiveState|\.(prom\.)?new /;
  return (await snapshotHost(host))
    .split('\n')
    .filter((line) => !passing.test(line))
    .join('\n');
}

/** The steps of the last run that did something, sorted: reads go side by side. */
async function done(): Promise<readonly string[]> {
  const events = await reached.lastEvents();
  return events
    .flatMap((event) => (event.type === 'stepSettled' && event.outcome === 'done' ? [event.step] : []))
    .sort();
}

/** What it told in the journal at the level of an error. */
const told = async (): Promise<readonly string[]> =>
  (await on.asRoot('journalctl -q -u vernemq-early-signs -p err --no-pager -o cat')).split('\n').filter(Boolean);

describe('the way there and back', () => {
  let run = '';

  it('installs, and has nothing to do the second time', { timeout: patience }, async () => {
    if (all) {
      expect(await install({}, 'plan')).toMatchObject({ code: 0 });
      expect(await snapshotHost(host)).toBe(untouched);
    }

    const ended = await install();
    expect(ended).toMatchObject({ code: 0 });
    run = /runbook undo (\S+)/.exec(ended.out)?.[1] ?? '';
    expect(await reached.lastEnd()).toMatchObject({ outcome: 'succeeded', verdict: { id: 'watched' } });
    expect(await on.asRoot('cat /run/hooked')).toContain('Watching began. well: CPU ');
    const installed = await snapshot();
    expect(installed).not.toBe(untouched);

    expect(await install()).toMatchObject({ code: 0 });
    expect(await done()).toEqual(['before', 'first_look']);
    expect(await snapshot()).toBe(installed);
  });

  it('has rules that fire for what they are for, and for nothing else', { timeout: patience }, async () => {
    const tests = await readFile(new URL('guest/earlySigns.test.yml', import.meta.url), 'utf8');
    // Not below /run, which has no room for a program of this size.
    const said = await on.asRoot(
      `cat > /var/tmp/signs.test.yml <<'end-of-file'\n${tests}\nend-of-file
dpkg --fsys-tarfile /srv/packages/prometheus_*.deb | tar -xO ./usr/bin/promtool > /var/tmp/promtool
chmod 755 /var/tmp/promtool
/var/tmp/promtool check metrics < /srv/figures/vernemq-early-signs.prom
/var/tmp/promtool check rules /srv/rules/vernemq-early-signs.rules.yml
/var/tmp/promtool test rules /var/tmp/signs.test.yml`,
    );
    expect(said).toContain('SUCCESS: 6 rules found');
    expect(said.trim()).toMatch(/SUCCESS$/);
    // Every alert is in the tests as one that fires.
    const rules = await on.asRoot('cat /srv/rules/vernemq-early-signs.rules.yml');
    const alerts = [...rules.matchAll(/- alert: (\w+)/g)].map(([, alert]) => alert);
    expect(
      alerts.filter((alert) => !new RegExp(`alertname: ${alert ?? ''}\\b[^]{0,80}exp_alerts:\\s+- `).test(tests)),
    ).toEqual([]);
  });

  it('tells a storm once, to journal and webhook, and when it is over', { timeout: patience }, async () => {
    await on.asRoot('touch /run/played/storm');
    await on.until('grep -q "Early sign: .* CONNECTs a second at 7 live" /run/hooked');
    // Ten seconds in which it looks on.
    await on.asRoot('sleep 10; rm /run/played/storm');
    await on.until('grep -q "Well again: 0.0 CONNECTs" /run/hooked');
    expect(await told()).toEqual([
      expect.stringMatching(/^Early sign: .*, 1154 refused since its start\. Run vernemq\/diagnose-high-cpu/),
    ]);

    await on.asRoot('touch /run/played/away');
    await on.until('grep -q "Cannot be measured: CONNECTs: .*; changes of node: " /run/hooked');
    await on.until('grep -q "sign=\\"connects\\"} 0" /srv/figures/vernemq-early-signs.prom');
    await on.asRoot('rm /run/played/away');
    expect(await told()).toHaveLength(1);
  });

  it('is undone without a trace', { timeout: patience }, async () => {
    expect(await reached.run(['undo', run, '--yes'])).toMatchObject({ code: 0 });
    expect(await snapshotHost(host)).toBe(untouched);
  });

  if (all)
    it(
      'is removed without a trace, put back by the undo of that, and removed once',
      { timeout: patience },
      async () => {
        expect(await install()).toMatchObject({ code: 0 });
        const before = await snapshot();
        expect(await remove('plan')).toMatchObject({ code: 0 });
        expect(await snapshot()).toBe(before);
        expect(await remove()).toMatchObject({ code: 0 });
        expect(await reached.lastEnd()).toMatchObject({ outcome: 'succeeded', verdict: { id: 'removed' } });
        expect(await snapshotHost(host)).toBe(untouched);

        expect(await reached.run(['undo', 'last', '--yes'])).toMatchObject({ code: 0 });
        await on.until('[ -s /srv/figures/vernemq-early-signs.prom ]');
        expect(await snapshot()).toBe(before);
        expect(await on.asRoot('grep -c "Watching began" /run/hooked')).toBe('2');

        expect(await remove()).toMatchObject({ code: 0 });
        expect(await remove()).toMatchObject({ code: 0 });
        expect(await done()).toEqual(['before', 'history']);
        expect(await snapshotHost(host)).toBe(untouched);
      },
    );

  it('kept no secret', async () => {
    const files = await Promise.all(
      [reached.home, reached.folder].map((folder) => readdir(folder, { recursive: true, withFileTypes: true })),
    );
    const paths = files.flat().flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
    const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
    expect(texts.join('')).toContain('/etc/hook');
    expect(paths.filter((_, index) => texts[index]?.includes(token))).toEqual([]);
    expect(await on.asRoot('journalctl --no-pager | grep -c T0KEN || :')).toBe('0');
  });
});

if (all)
  describe('what has to be mended first', () => {
    it.each([
      [
        'the wrong places, and no time',
        'true',
        'true',
        { logs: '/nowhere', metrics_url: 'http://127.0.0.1:9/metrics', rules_folder: '/nowhere', proof_within: '5s' },
        [2, 3, 5, 6],
      ],
      [
        'no broker, a log without the lines, a webhook anybody can read',
        'touch /run/played/away; sed -i s/info/error/ /etc/vernemq/vernemq.conf; chmod 644 /etc/hook',
        'rm /run/played/away; sed -i s/error/info/ /etc/vernemq/vernemq.conf; chmod 600 /etc/hook',
        {},
        [1, 2, 4],
      ],
    ] as readonly (readonly [string, string, string, Inputs, readonly number[]])[])(
      '%s',
      { timeout: patience },
      async (_, sabotage, mend, inputs, red) => {
        await on.asRoot(sabotage);
        const ended = await install(inputs);
        await on.asRoot(mend);
        expect(ended.code).not.toBe(0);
        expect(await redGates(reached)).toEqual(red.map((index) => `preconditions.${String(index)}`));
        expect(await snapshotHost(host)).toBe(untouched);
      },
    );
  });

if (all)
  describe('each gate, red', () => {
    const broker = (): Promise<string> =>
      on.asRoot(`pid=$(pgrep -o -x beam.smp); echo "$pid since $(sed 's/^.*) //' /proc/$pid/stat | cut -d ' ' -f 20)"`);
    const text = (value: string): Value => ({ type: 'string', value });
    const inputs = { ...usual, interval: '2', sample: '1', proof_within: '300' };
    const figures = '/srv/figures/vernemq-early-signs.prom';
    const rules = '/srv/rules/vernemq-early-signs.rules.yml';
    const script = '/usr/local/sbin/vernemq-early-signs';
    const state = '/var/lib/vernemq-early-signs';
    const replaced = (file: string, by: string): readonly [string, string] => [
      `cp -p ${file} /run/kept; printf '%s\\n' '${by}' > ${file}`,
      `cp -p /run/kept ${file}; rm /run/kept`,
    ];
    const stopped = `systemctl stop vernemq-early-signs.timer vernemq-early-signs.service`;
    const started = 'systemctl start vernemq-early-signs.timer';

    beforeAll(async () => {
      expect(await install()).toMatchObject({ code: 0 });
    }, patience);

    it.each<readonly [string, string, readonly [string, string]]>([
      [installing, 'preconditions.0', ['mv /usr/bin/curl /usr/bin/kept', 'mv /usr/bin/kept /usr/bin/curl']],
      [installing, 'steps.state_folder.verify.0', [`chmod 755 ${state}`, `chmod 700 ${state}`]],
      [installing, 'steps.settings.verify.0', replaced('/etc/vernemq-early-signs.conf', 'looks=9')],
      [installing, 'steps.settings.verify.1', ['touch /run/played/away', 'rm /run/played/away']],
      [installing, 'steps.settings.verify.2', replaced(script, '#!/bin/sh\necho "well: CPU 0 %"')],
      [
        installing,
        'steps.service.verify.0',
        [
          `mkdir -p /run/systemd/system/vernemq-early-signs.service.d; printf '[Service]\\nExecStart=\\nExecStart=/bin/true\\n' > /run/systemd/system/vernemq-early-signs.service.d/90-other.conf; systemctl daemon-reload`,
          'rm -r /run/systemd/system/vernemq-early-signs.service.d; systemctl daemon-reload',
        ],
      ],
      [installing, 'steps.rules.verify.0', replaced(rules, '- alert: one')],
      [installing, 'steps.enable.verify.0', [stopped, started]],
      [installing, 'steps.enable.verify.1', [`${stopped}; echo '7 1 unknown' > ${state}/last`, started]],
      [
        installing,
        'steps.enable.verify.2',
        [`${stopped}; echo '{}' > ${state}/outbox`, `rm ${state}/outbox; ${started}`],
      ],
      [
        installing,
        'steps.enable.verify.3',
        [
          `${stopped}; sed -i 's/^vernemq_signs_looked_at_seconds .*/vernemq_signs_looked_at_seconds 1/' ${figures}`,
          started,
        ],
      ],
      [removing, 'preconditions.0', replaced(script, 'other')],
    ])('%s %s', { timeout: patience }, async (name, place, [sabotage, mend]) => {
      const captures = { broker_before: text(await broker()) };
      expect(await lookAtGate(host, name, place, { inputs, captures }), place).toMatchObject({ verdict: 'pass' });
      await on.asRoot(sabotage);
      try {
        expect(await lookAtGate(host, name, place, { inputs, captures }), place).toMatchObject({ verdict: 'fail' });
      } finally {
        await on.asRoot(mend);
      }
    });

    it.each([
      [installing, 'steps.state_folder.undo.verify.0'],
      [installing, 'steps.enable.undo.verify.0'],
      [installing, 'postconditions.0'],
      [removing, 'steps.stop.verify.0'],
      [removing, 'steps.stop.undo.verify.0'],
      [removing, 'steps.service.verify.0'],
      [removing, 'steps.state_folder.verify.0'],
      [removing, 'steps.state_folder.undo.verify.0'],
      [removing, 'postconditions.0'],
    ])('%s %s, where it is still there, or another broker', { timeout: patience }, async (name, place) => {
      await on.asRoot('mkdir -p /var/lib/gated-runbooks/backups/run.vernemq-early-signs');
      const captures = {
        ...{ broker_before: text('1 since 1'), figures_file: text(figures), rules_file: text(rules) },
        ...{ timer_enabled: text('disabled'), timer_state: text('inactive') },
      };
      const seen = await lookAtGate(host, name, place, { inputs: { ...inputs, run_id: 'run' }, captures });
      await on.asRoot('rm -r /var/lib/gated-runbooks/backups/run.vernemq-early-signs');
      expect(seen).toMatchObject({ verdict: 'fail' });
    });
  });
