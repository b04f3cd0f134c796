// The runbooks that install and remove the watchdog, on a booted host: run, repeated, undone, and each gate seen red.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bootHost, type BootedHost } from './bootHost.ts';
import { installDaemon } from './installDaemon.ts';
import { reachHost, type ReachedHost } from './reachHost.ts';
import { redGates } from './redGates.ts';
import { snapshotHost } from './snapshotHost.ts';
import { watchedHost, type WatchedHost } from './watchedHost.ts';

const key = 'canary5f1c9e7ab3d24680';
const token = 'T0KENcanary77e1';
const [installing, removing] = ['mcsmanager/install-watchdog', 'mcsmanager/remove-watchdog'];

/** What is blocked or finds nothing to do is for the full matrix. */
const all = process.env['TEST_MATRIX'] === 'all';
/** Some tests are several runs, and a busy machine takes its time. */
const patience = 900_000;

let host: BootedHost;
let reached: ReachedHost;
let watched: WatchedHost;
/** The host with its daemon, before there was a watchdog. */
let untouched: string;

beforeAll(async () => {
  host = await bootHost({ memory: '640M' });
  return () => host.stop();
});
beforeAll(async () => {
  reached = await reachHost(host);
  watched = watchedHost(host);
  await installDaemon(host, {
    generation: '2024',
    key,
    instances: [{ uuid: 'a'.repeat(32), nickname: 'survival', autoStart: true }],
  });
  await watched.asRoot(`printf 'http://127.0.0.1:9/${token}\\n' > /etc/hook; chmod 600 /etc/hook`);
  untouched = await snapshotHost(host);
  return () => reached.stop();
});

type Inputs = Readonly<Record<string, string | number>>;
const given = (inputs: Inputs): string[] =>
  Object.entries(inputs).flatMap(([name, value]) => ['--input', `${name}=${String(value)}`]);
const usual = { interval: '5s', proof_within: '3m', starving_load: '50', webhook_file: '/etc/hook' };
const install = (inputs: Inputs = {}, how = 'run', ...words: string[]): ReturnType<ReachedHost['run']> =>
  reached.run([how, installing, '--on', 'node1', ...given({ ...usual, ...inputs }), ...words]);
const remove = (how = 'run'): ReturnType<ReachedHost['run']> => reached.run([how, removing, '--on', 'node1']);

/** The host as it is, but for whether the watchdog is just looking. */
async function snapshot(): Promise<string> {
  const lines = (await snapshotHost(host)).split('\n');
  return lines
    .filter(
      (line) =>
        !/^(process .*|unit mcsm-watchdog\.service ActiveState=.*)mcsm-watchdog\.service|^unit mcsm-watchdog\.service ActiveState/.test(
          line,
        ),
    )
    .join('\n');
}

/** How the steps of the last run were settled. */
async function settled(): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(
    (await reached.lastEvents()).flatMap((event) =>
      event.type === 'stepSettled' ? [[event.step, event.outcome]] : [],
    ),
  );
}
const doneOf = (outcomes: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(outcomes)
    .flatMap(([step, outcome]) => (outcome === 'done' ? [step] : []))
    .sort();

describe('the way there and back', () => {
  let run = '';

  it('installs, and has nothing to do the second time', { timeout: patience }, async () => {
    if (all) {
      expect(await install({}, 'plan')).toMatchObject({ code: 0 });
      expect(await snapshotHost(host)).toBe(untouched);
    }

    const ended = await install(
      {},
      'run',
      ...['html', 'md', 'json'].flatMap((format) => ['--report', `report.${format}`]),
    );
    expect(ended).toMatchObject({ code: 0 });
    expect(await reached.lastEnd()).toMatchObject({ outcome: 'succeeded', verdict: { id: 'watched' } });
    const installed = await snapshot();
    expect(installed).not.toBe(untouched);

    expect(await install()).toMatchObject({ code: 0 });
    expect(doneOf(await settled())).toEqual(['before']);
    expect(await snapshot()).toBe(installed);

    run = /runbook undo (\S+)/.exec(ended.out)?.[1] ?? '';
  });

  it('is removed without a trace, and put back by the undo of that', { timeout: patience }, async () => {
    const before = await snapshot();
    if (all) {
      expect(await remove('plan')).toMatchObject({ code: 0 });
      expect(await snapshot()).toBe(before);
    }
    await watched.asRoot('echo told > /var/lib/mcsm-watchdog/latched');
    expect(await remove()).toMatchObject({ code: 0 });
    expect(await reached.lastEnd()).toMatchObject({ outcome: 'succeeded', verdict: { id: 'gave_up' } });
    expect(await snapshotHost(host)).toBe(untouched);

    expect(await reached.run(['undo', 'last', '--yes'])).toMatchObject({ code: 0 });
    expect(await watched.asRoot('cat /var/lib/mcsm-watchdog/latched; rm /var/lib/mcsm-watchdog/latched')).toBe('told');
    expect(await snapshot()).toBe(before);
  });

  it('is undone without a trace', { timeout: patience }, async () => {
    expect(await reached.run(['undo', run, '--yes'])).toMatchObject({ code: 0 });
    expect(await snapshotHost(host)).toBe(untouched);
  });

  if (all)
    it('has nothing to remove the second time', { timeout: patience }, async () => {
      expect(await install()).toMatchObject({ code: 0 });
      expect(await remove()).toMatchObject({ code: 0 });
      expect(await remove()).toMatchObject({ code: 0 });
      expect(doneOf(await settled())).toEqual(['before', 'history']);
      expect(await snapshotHost(host)).toBe(untouched);
    });

  it('kept no secret', async () => {
    const files = await Promise.all(
      [reached.home, reached.folder].map((folder) => readdir(folder, { recursive: true, withFileTypes: true })),
    );
    const paths = files
      .flat()
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
    expect(texts.join('')).toContain('webhook_file=/etc/hook');
    expect(
      paths.filter((_, index) => texts[index]?.includes(key) === true || texts[index]?.includes(token) === true),
    ).toEqual([]);
  });
});

if (all)
  describe('what has to be mended first', () => {
    it.each([
      [
        'other settings, no such unit, no time',
        'true',
        'true',
        { unit: 'nope.service', port: 1234, proof_within: '6s' },
        [0, 2, 3, 5],
      ],
      [
        'no curl or wget, a webhook anybody can read',
        'mkdir -p /opt/hidden; mv /usr/bin/curl /usr/bin/wget /opt/hidden; chmod 644 /etc/hook',
        'mv /opt/hidden/* /usr/bin; rmdir /opt/hidden; chmod 600 /etc/hook',
        {},
        [1, 3, 4],
      ],
      [
        'a daemon that hangs',
        'systemctl kill --kill-who=main -s STOP mcsm-daemon',
        'systemctl kill --kill-who=main -s CONT mcsm-daemon',
        {},
        [3],
      ],
    ])('%s', async (_, sabotage, mend, inputs, red) => {
      await watched.asRoot(sabotage);
      const ended = await install(inputs);
      await watched.asRoot(mend);
      expect(ended).toMatchObject({ code: 3 });
      expect(await redGates(reached)).toEqual(red.map((index) => `preconditions.${String(index)}`));
      expect(await snapshotHost(host)).toBe(untouched);
    });
  });
