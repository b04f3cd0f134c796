// Each gate of the watchdog's runbooks, red on a booted host: something there undoes what was done, and the gate says so.
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bootHost, type BootedHost } from './bootHost.ts';
import { installDaemon } from './installDaemon.ts';
import { reachHost, type ReachedHost } from './reachHost.ts';
import { redGates } from './redGates.ts';
import { snapshotHost } from './snapshotHost.ts';
import { watchedHost, type WatchedHost } from './watchedHost.ts';

const usual = { interval: '5s', proof_within: '25s', starving_load: '50' };

let host: BootedHost;
let reached: ReachedHost;
let watched: WatchedHost;
let untouched: string;

const install = (inputs: Readonly<Record<string, string>> = {}): ReturnType<ReachedHost['run']> =>
  reached.run([
    ...['run', 'mcsmanager/install-watchdog', '--on', 'node1'],
    ...Object.entries({ ...usual, ...inputs }).flatMap(([name, value]) => ['--input', `${name}=${value}`]),
  ]);
const remove = (): ReturnType<ReachedHost['run']> =>
  reached.run(['run', 'mcsmanager/remove-watchdog', '--on', 'node1']);
const undo = (): ReturnType<ReachedHost['run']> => reached.run(['undo', 'last', '--yes']);

/** Something on the host that goes on doing this until the test is over. */
const meddle = (script: string): Promise<string> =>
  watched.asRoot(`cat > /srv/meddle << 'end'
${script}
end
    systemd-run --quiet --unit=meddler sh /srv/meddle`);
const always = (script: string): string => `while :; do ${script}; sleep 0.2; done`;
const once = (condition: string, script: string): string => `until ${condition}; do sleep 0.2; done; ${script}`;
const restartDaemon = 'systemctl restart mcsm-daemon';
/** A curl that fails where the watchdog runs it in this mode, and only there. */
const blindIn = (mode: string): string => `cat > /usr/local/sbin/curl << 'end'
#!/bin/sh
! tr '\\0' ' ' < /proc/$PPID/cmdline | grep -q 'mcsm-watchdog ${mode}' || exit 7
exec /usr/bin/curl "$@"
end
chmod 755 /usr/local/sbin/curl`;
const dropIn = (unit: string, text: string): string =>
  `mkdir -p /run/systemd/system/${unit}.d; printf '${text}' > /run/systemd/system/${unit}.d/50-test.conf; systemctl daemon-reload`;
const never = '[Unit]\\nConditionPathExists=/nowhere\\n';

/** Takes away whatever a test put in the way. */
const clearUp = (): Promise<string> =>
  watched.asRoot(`systemctl stop meddler 2> /dev/null || :
    rm -rf /usr/local/sbin/curl /usr/local/sbin/install /srv/meddle /run/systemd/system/mcsm-watchdog.*
    systemctl daemon-reload
    for try in $(seq 120); do curl -fsS -m 5 -o /dev/null http://127.0.0.1:24444/ 2> /dev/null && break; sleep 0.5; done`);

describe('with everything in its way', () => {
  beforeAll(async () => {
    host = await bootHost({ memory: '640M' });
    return () => host.stop();
  });
  beforeAll(async () => {
    reached = await reachHost(host);
    watched = watchedHost(host);
    const instances = [{ uuid: 'a'.repeat(32), nickname: 'survival', autoStart: true }];
    await installDaemon(host, { generation: '2024', key: 'canary5f1c9e7ab3d24680', instances });
    untouched = await snapshotHost(host);
    return () => reached.stop();
  });
  afterEach(clearUp);

  describe('an installation that comes to nothing', () => {
    it.each([
      [
        'steps.state_folder.verify.0',
        'printf \'#!/bin/sh\\n/usr/bin/install "$@"; chmod 755 /var/lib/mcsm-watchdog\\n\' > /usr/local/sbin/install; chmod 755 /usr/local/sbin/install',
      ],
      ['steps.settings.verify.1', blindIn('look')],
      ['steps.service.verify.0', dropIn('mcsm-watchdog.service', '[Service]\\nExecStart=\\nExecStart=/bin/true\\n')],
      ['steps.enable.verify.0', dropIn('mcsm-watchdog.timer', never)],
      ['steps.enable.verify.1', blindIn('beat')],
    ])('%s', async (gate, sabotage) => {
      await watched.asRoot(sabotage);
      const ended = await install();
      await clearUp();
      expect(ended).toMatchObject({ code: 1 });
      expect(await redGates(reached)).toEqual([gate]);
      expect(await reached.lastEnd()).toMatchObject({ outcome: 'rolledBack' });
      expect(await snapshotHost(host)).toBe(untouched);
    });
  });

  describe('on a host with the watchdog', () => {
    beforeEach(async () => {
      expect(await install({ proof_within: '2m' })).toMatchObject({ code: 0 });
    });

    it('install: something puts the settings back', async () => {
      await watched.asRoot('cp -p /etc/mcsm-watchdog.conf /srv/before.conf');
      await meddle(
        always('cmp -s /srv/before.conf /etc/mcsm-watchdog.conf || cp -p /srv/before.conf /etc/mcsm-watchdog.conf'),
      );
      expect(await install({ misses: '5' })).toMatchObject({ code: 1 });
      expect(await redGates(reached)).toEqual(['steps.settings.verify.0']);
      await watched.asRoot('rm /srv/before.conf');
    });

    it('install: it is said to be there, and does not beat', async () => {
      await watched.asRoot(`${dropIn('mcsm-watchdog.service', never)}; echo "7 1 well" > /run/mcsm-watchdog/beats`);
      await install();
      expect(await redGates(reached)).toEqual(['postconditions.0']);
    });

    it('install: the daemon was restarted meanwhile', async () => {
      await meddle(once('grep -q misses=5 /etc/mcsm-watchdog.conf', restartDaemon));
      await install({ misses: '5' });
      expect(await redGates(reached)).toEqual(['postconditions.1']);
    });

    it('undo of install: something starts it again', async () => {
      await remove();
      await install({ proof_within: '2m' });
      await meddle(always('systemctl start mcsm-watchdog.timer'));
      expect(await undo()).toMatchObject({ code: 2 });
      expect(await redGates(reached)).toEqual(['steps.enable.undo.verify.0']);
    });

    it('undo of install: something makes its folder again', async () => {
      await remove();
      await install({ proof_within: '2m' });
      await meddle(always('mkdir -p /var/lib/mcsm-watchdog'));
      expect(await undo()).toMatchObject({ code: 2 });
      expect(await redGates(reached)).toEqual(['steps.state_folder.undo.verify.0']);
    });

    it.each([
      ['steps.stop.verify.0', always('systemctl start mcsm-watchdog.timer'), 1],
      [
        'steps.service.verify.0',
        'cp /etc/systemd/system/mcsm-watchdog.* /run/systemd/system; systemctl daemon-reload',
        1,
      ],
      ['steps.state_folder.verify.0', always('mkdir -p /run/mcsm-watchdog'), 1],
      ['postconditions.0', once('[ ! -e /usr/local/sbin/mcsm-watchdog ]', restartDaemon), 2],
    ])('remove: %s', async (gate, script, code) => {
      await meddle(script);
      expect(await remove()).toMatchObject({ code });
      expect(await redGates(reached)).toEqual([gate]);
    });

    it('remove: what is there is somebody else’s', async () => {
      await watched.asRoot('cp /usr/local/sbin/mcsm-watchdog /srv/script; echo other > /usr/local/sbin/mcsm-watchdog');
      const ended = await remove();
      await watched.asRoot('mv /srv/script /usr/local/sbin/mcsm-watchdog; chmod 755 /usr/local/sbin/mcsm-watchdog');
      expect(ended).toMatchObject({ code: 3 });
      expect(await redGates(reached)).toEqual(['preconditions.0']);
    });

    it('undo of remove: it does not start any more', async () => {
      await remove();
      await watched.asRoot(dropIn('mcsm-watchdog.timer', never));
      expect(await undo()).toMatchObject({ code: 2 });
      expect(await redGates(reached)).toEqual(['steps.stop.undo.verify.0']);
    });

    it('undo of remove: another folder is in the place of its own', async () => {
      await remove();
      await watched.asRoot('mkdir /var/lib/mcsm-watchdog');
      expect(await undo()).toMatchObject({ code: 2 });
      expect(await redGates(reached)).toEqual(['steps.state_folder.undo.verify.0']);
    });
  });
});
