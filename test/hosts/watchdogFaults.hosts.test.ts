// The installed watchdog against real faults on a booted host: what it mends, what it leaves alone, when it gives up, and what it tells.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bootHost, type BootedHost } from './bootHost.ts';
import * as faults from './faults.ts';
import { installDaemon } from './installDaemon.ts';
import { reachHost } from './reachHost.ts';
import { watchedHost, type WatchedHost } from './watchedHost.ts';

const key = 'canary5f1c9e7ab3d24680';
const token = 'T0KENcanary77e1';
const survival = { uuid: 'a'.repeat(32), nickname: 'survival', autoStart: true };
const skyblock = { uuid: 'b'.repeat(32), nickname: 'skyblock "the second"', autoStart: false };
const arena = { uuid: 'c'.repeat(32), nickname: 'arena', autoStart: false };
const inputs = {
  interval: '2s',
  stale: '10s',
  backoff: '1s',
  calm: '1s',
  slope_window: '10s',
  memory_min: '0',
  starving_load: '50',
  proof_within: '2m',
};

const everything = process.env['TEST_MATRIX'] === 'all';

let host: BootedHost;
let watched: WatchedHost;

beforeAll(async () => {
  host = await bootHost({ memory: '640M' });
  return () => host.stop();
});
beforeAll(async () => {
  watched = watchedHost(host);
  await installDaemon(host, { generation: '2024', key, instances: [survival, skyblock, arena] });
  const reached = await reachHost(host);
  const given = Object.entries(inputs).flatMap(([name, value]) => ['--input', `${name}=${value}`]);
  const { code, out, err } = await reached.run(['run', 'mcsmanager/install-watchdog', '--on', 'node1', ...given]);
  await reached.stop();
  expect({ code, out, err }).toMatchObject({ code: 0 });
  await watched.takeOver();
  await watched.asRoot(`cp /etc/mcsm-watchdog.conf /srv/as-installed.conf
    for file in app.js data/Config/global.json; do cp -p /opt/mcsmanager/daemon/$file "/srv/$(basename $file).whole"; done`);
});

type Settings = Readonly<Record<string, string | number>>;
const { asRoot, until, beat, set, mainPid, attempts } = {
  asRoot: (script: string) => watched.asRoot(script),
  until: (condition: string) => watched.until(condition),
  beat: () => watched.beat(),
  set: (settings: Settings) => watched.set(settings),
  mainPid: () => watched.mainPid(),
  attempts: () => watched.attempts(),
};
const answering = 'curl -fsS -m 2 -o /dev/null http://127.0.0.1:24444/ 2> /dev/null';
const staleReport = '[ $(($(date +%s) - $(stat -c %Y /opt/mcsmanager/daemon/logs/sysinfo.log))) -gt 11 ]';
const timeHasCome = 'echo 0 > /run/mcsm-watchdog/not_before';

/** A daemon that is well, and a watchdog that remembers nothing. */
beforeEach(async () => {
  await faults.clearUp(host);
  await asRoot(`systemctl stop dpkg squatter orphan hook 'burner*' 2> /dev/null || :
    for file in app.js data/Config/global.json; do cp -p "/srv/$(basename $file).whole" /opt/mcsmanager/daemon/$file; done
    systemctl kill --kill-who=main -s CONT mcsm-daemon 2> /dev/null || :
    rm -rf /etc/systemd/system/mcsm-daemon.service.d /var/lib/mcsm-watchdog/* /run/mcsm-watchdog/*
    cp /srv/as-installed.conf /etc/mcsm-watchdog.conf
    systemctl daemon-reload
    systemctl enable --quiet mcsm-daemon
    systemctl reset-failed mcsm-daemon 2> /dev/null || :
    systemctl start mcsm-daemon`);
  await until(answering);
});

describe('a daemon that hangs', () => {
  it('is restarted once, after three misses and not before, with evidence that gives away no key', async () => {
    const before = await mainPid();
    await faults.hang(host);
    await until(staleReport);
    expect(await beat()).toMatchObject({ verdict: 'missed', alerts: [] });
    expect(await beat()).toMatchObject({ verdict: 'missed', alerts: [] });
    expect([await mainPid(), await attempts()]).toEqual([before, 0]);
    const third = await beat();
    expect(third.verdict).toBe('hung');
    expect(third.alerts).toEqual([expect.stringMatching(/restart number 1 of 3 .*no answer .*3 times.*load/)]);
    await until(`[ "$(systemctl show -p MainPID --value mcsm-daemon)" != ${before} ] && ${answering}`);
    const after = await mainPid();
    expect((await beat()).notices).toContainEqual(expect.stringMatching(/answers again/));
    expect([await mainPid(), await attempts()]).toEqual([after, 1]);
    const evidence = await asRoot('cat /var/lib/mcsm-watchdog/evidence/*/*');
    expect(evidence).toMatch(/State:\s+T \(stopped\)/);
    expect(evidence).toContain('[Resource Report]');
    expect(evidence).toContain('Access Key: [hidden]');
    expect(evidence).not.toContain(key);
  });

  if (everything)
    it('is left alone while it writes reports, whatever they are called: it lives and cannot be reached', async () => {
      const before = await mainPid();
      await faults.hang(host);
      const beats = [];
      for (let missed = 0; missed < 4; missed++) {
        await asRoot('touch /opt/mcsmanager/daemon/logs/sysinfo_2026-1-1_0-0-0.log');
        beats.push(await beat());
      }
      expect(beats).toMatchObject([
        { verdict: 'missed', alerts: [] },
        { verdict: 'missed', alerts: [] },
        { verdict: 'unanswered', alerts: [expect.stringContaining('but does not answer where it should')] },
        { verdict: 'unanswered', alerts: [] },
      ]);
      expect([await mainPid(), await attempts()]).toEqual([before, 0]);
      await asRoot('rm /opt/mcsmanager/daemon/logs/sysinfo_2026-1-1_0-0-0.log');
    });

  it('is left alone on a host that has no CPU to give', async () => {
    await set({ starving_load: 1 });
    const before = await mainPid();
    await asRoot(
      `for burner in 1 2 3 4 5 6; do systemd-run --quiet --unit=burner$burner sh -c 'while :; do :; done'; done`,
    );
    await faults.hang(host);
    await until(`awk '{ exit !($1 > 1.2) }' /proc/loadavg && ${staleReport}`);
    for (let missed = 0; missed < 2; missed++) await beat();
    const third = await beat();
    expect(third).toMatchObject({
      verdict: 'starving',
      alerts: [expect.stringMatching(/no CPU to give .*load [0-9.]+ on 1 CPU/)],
    });
    expect(await beat()).toMatchObject({ verdict: 'starving', alerts: [] });
    await asRoot('systemctl stop "burner*"');
    // It gets time to recover, even when the load is gone.
    await set({ starving_load: 50 });
    expect(await beat()).toMatchObject({ verdict: 'hung', alerts: [] });
    expect([await mainPid(), await attempts()]).toEqual([before, 0]);
  });
});

describe('a daemon that is down', () => {
  it('is started at the next beat, which nobody else does', async () => {
    await faults.die(host);
    expect(await beat()).toMatchObject({ verdict: 'down', alerts: [expect.stringMatching(/start number 1 of 3/)] });
    await until(answering);
    expect(await beat()).toMatchObject({ verdict: 'well', alerts: [] });
    expect(await attempts()).toBe(1);
  });

  it('is given up after three attempts, told once, and helped again when a person has looked', async () => {
    await asRoot(`echo 'process.exit(1)' > /opt/mcsmanager/daemon/app.js
      systemctl kill --kill-who=main -s KILL mcsm-daemon`);
    const failed = 'systemctl is-failed --quiet mcsm-daemon';
    await set({ backoff: 600 });
    for (const attempt of [1, 2, 3]) {
      await until(failed);
      if (attempt > 1) {
        expect(await beat()).toMatchObject({ verdict: 'down', alerts: [] }); // its time has not come yet
        await asRoot(timeHasCome);
      }
      expect((await beat()).alerts).toEqual([expect.stringContaining(`start number ${String(attempt)} of 3`)]);
    }
    await until(failed);
    expect((await beat()).alerts).toEqual([expect.stringMatching(/not helped by restarts.*Nothing more is done/)]);
    await asRoot(timeHasCome);
    expect((await beat()).alerts).toEqual([]);
    expect(await attempts()).toBe(3);
    expect(await asRoot('systemctl is-active mcsm-daemon || :')).toBe('failed');
    expect(await asRoot('cat /var/lib/mcsm-watchdog/latched')).toMatch(/after 3 attempts/);

    await asRoot(`cp -p /srv/app.js.whole /opt/mcsmanager/daemon/app.js
      rm /var/lib/mcsm-watchdog/latched /var/lib/mcsm-watchdog/actions
      ${timeHasCome}`);
    expect((await beat()).alerts).toEqual([expect.stringContaining('start number 1 of 3')]);
    await until(answering);
  });

  const standing: readonly [string, string, readonly unknown[]][] = [
    ['maintenance', 'touch /var/lib/mcsm-watchdog/maintenance', []],
    ['down', ': > /opt/mcsmanager/daemon/data/Config/global.json', [expect.stringContaining('holds no access key')]],
  ];
  const rarer: typeof standing = [
    ['off', 'systemctl disable --quiet mcsm-daemon', []],
    ['installing', 'cp /bin/sleep /srv/dpkg; systemd-run --quiet --unit=dpkg /srv/dpkg 600', []],
    [
      'down',
      "systemd-run --quiet --unit=squatter nc -lk 127.0.0.1 24444; until ss -Hltn 'sport = :24444' | grep -q .; do sleep 0.2; done",
      [expect.stringMatching(/port 24444 is taken by nc/)],
    ],
    [
      'down',
      'cd /opt/mcsmanager/daemon/data/InstanceData/a*; systemd-run --quiet --same-dir --unit=orphan sleep 600',
      [expect.stringMatching(/sleep \(PID \d+\) outlived/)],
    ],
  ];
  it.each([...standing, ...(everything ? rarer : [])])(
    'stays down where a start is not wanted or would do harm: %s, %s',
    async (verdict, circumstance, alerts) => {
      await faults.die(host);
      await asRoot(circumstance);
      const first = await beat();
      const second = await beat();
      expect([first, second]).toMatchObject([
        { verdict, alerts },
        { verdict, alerts: [] },
      ]);
      expect(await asRoot('systemctl is-active mcsm-daemon || :')).toBe('failed');
      expect(await attempts()).toBe(0);
    },
  );
});

describe('what it tells', () => {
  it('is an error in the journal', async () => {
    await set({ memory_min: 99 });
    await asRoot(`mv /run/systemd/system/mcsm-watchdog.service.d/50-test.conf /srv/
      systemctl daemon-reload
      systemctl start mcsm-watchdog.service
      mv /srv/50-test.conf /run/systemd/system/mcsm-watchdog.service.d/
      systemctl daemon-reload`);
    await until('journalctl -q -u mcsm-watchdog -p err -o cat | grep -q "memory is available"');
  });

  it('names whom the kernel killed for memory, and starts the daemon that systemd ended for it', async () => {
    await beat();
    await faults.eatMemory(host, skyblock.uuid);
    await until('systemctl is-failed --quiet mcsm-daemon');
    expect(await beat()).toMatchObject({
      verdict: 'down',
      alerts: [
        expect.stringMatching(/because it is failed \(oom-kill\)/),
        expect.stringMatching(/killed 1 for want of memory: 1 python3/),
      ],
    });
    await until(answering);
  });

  const memory = [
    'little memory',
    { memory_min: 99 },
    { memory_min: 0 },
    'true',
    'true',
    /% of the memory is available/,
  ];
  const disk = [
    'a full disk',
    {},
    { disk_max: 100 },
    'fallocate -l "$(($(df -k --output=avail /opt | tail -n 1) * 9 / 10))KiB" /opt/filler',
    'rm /opt/filler',
    /9\d% of \/ used/,
  ];
  it.each([memory, ...(everything ? [disk] : [])] as [string, Settings, Settings, string, string, RegExp][])(
    'tells of %s once, and that it is over',
    async (_, before, after, begin, end, words) => {
      await set(before);
      await asRoot(begin);
      expect((await beat()).alerts).toEqual([expect.stringMatching(words)]);
      expect((await beat()).alerts).toEqual([]);
      await asRoot(end);
      await set(after);
      await until('[ "$(date +%s)" -gt "$(($(cut -d " " -f 2 /run/mcsm-watchdog/alert-[md]*) + 1))" ]');
      expect(await beat()).toMatchObject({ alerts: [], notices: [expect.stringMatching(/^Over: .*seen 2 times/)] });
      expect(await beat()).toMatchObject({ alerts: [], notices: [] });
    },
  );

  if (everything)
    it('tells of restarts by systemd', async () => {
      await faults.setUnit(host, 'Service', 'Restart=always');
      await beat();
      const before = await mainPid();
      await asRoot('systemctl kill --kill-who=main -s KILL mcsm-daemon');
      await until(`[ "$(systemctl show -p MainPID --value mcsm-daemon)" != ${before} ] && ${answering}`);
      expect((await beat()).alerts).toEqual([expect.stringMatching(/systemd restarted mcsm-daemon\.service 1 times/)]);
      expect((await beat()).alerts).toEqual([]);
    });

  it('tells of memory that grows, and not of memory that goes up and down', async () => {
    const samples = async (shape: string): Promise<void> => {
      await asRoot(`now=$(date +%s); pid=$(systemctl show -p MainPID --value mcsm-daemon)
        rss=$(awk '$1 == "VmRSS:" { print $2 }' /proc/$pid/status)
        for ago in 9 8 7 6 5 4 3 2 1; do echo "$((now - ago)) $pid $((${shape}))"; done > /run/mcsm-watchdog/memory`);
    };
    await samples('rss + (ago % 2) * 40000');
    expect((await beat()).alerts).toEqual([]);
    await samples('rss - ago * 1000');
    expect((await beat()).alerts).toEqual([expect.stringMatching(/memory grows by \d+ MiB an hour/)]);
  });

  it('tells a webhook, whose address is seen nowhere, and waits while it cannot be reached', async () => {
    await asRoot(`printf 'http://127.0.0.1:9999/hook/${token}\\n' > /etc/hook; chmod 600 /etc/hook`);
    await set({ webhook_file: '/etc/hook', memory_min: 99 });
    expect((await beat()).alerts).toEqual([
      expect.stringMatching(/memory is available/),
      expect.stringMatching(/webhook cannot be reached/),
    ]);
    await asRoot(`cat > /srv/hook.js << 'end'
      const { execFileSync } = require('node:child_process');
      const fs = require('node:fs');
      require('node:http').createServer((request, response) => {
        let body = '';
        request.on('data', (chunk) => (body += chunk));
        request.on('end', () => {
          fs.appendFileSync('/srv/hook.seen', execFileSync('ps', ['-eo', 'args']));
          fs.appendFileSync('/srv/hook.told', request.url + ' ' + body + '\\n');
          response.end();
        });
      }).listen(9999, '127.0.0.1');
end
      systemd-run --quiet --unit=hook node /srv/hook.js`);
    await until("ss -Hltn 'sport = :9999' | grep -q .");
    expect((await beat()).alerts).toEqual([]);
    await asRoot('systemctl stop hook');
    const told = (await asRoot('cat /srv/hook.told')).split('\n');
    expect(told).toHaveLength(1);
    const [path = '', ...body] = (told[0] ?? '').split(' ');
    expect(path).toBe(`/hook/${token}`);
    expect(JSON.parse(body.join(' '))).toMatchObject({
      alert: 'memory',
      unit: 'mcsm-daemon.service',
      text: expect.stringMatching(/^host1: \d+ % of the memory/) as string,
    });
    expect(await asRoot('grep -c curl /srv/hook.seen')).not.toBe('0');
    const everything = await asRoot(
      'cat /srv/hook.seen; journalctl -q --no-pager; find /run/mcsm-watchdog /var/lib/mcsm-watchdog -type f -exec cat {} +',
    );
    expect(everything).not.toContain(token);
    await asRoot('rm -f /etc/hook /srv/hook.*');
  });
});

describe('when memory runs out', () => {
  it('asks the listed instances to stop, one a beat, in their order, and leaves alone those that start by themselves', async () => {
    await asRoot(
      `printf '%s\\n' ${survival.uuid} ${skyblock.uuid} ${arena.uuid} > /opt/mcsmanager/daemon/start-instances`,
    );
    const running = (name: { readonly uuid: string }): string =>
      `ls -l /proc/[0-9]*/cwd 2> /dev/null | grep -q ${name.uuid}`;
    await until([survival, skyblock, arena].map(running).join(' && '));
    await set({ degrade_below: 50, degrade_order: `${survival.uuid},${arena.uuid} ${skyblock.uuid}` });
    expect((await beat()).alerts).toEqual([]); // there is enough
    await set({ degrade_below: 99 });
    expect((await beat()).alerts).toEqual([expect.stringMatching(/instance arena \(c+\) is asked to stop/)]);
    await until(`! ${running(arena)}`);
    await asRoot([survival, skyblock].map(running).join('\n'));
    expect((await beat()).alerts).toEqual([expect.stringMatching(/instance skyblock .*is asked to stop/)]);
    await until(`! ${running(skyblock)}`);
    expect((await beat()).alerts).toEqual([]);
    await asRoot(running(survival));
  });
});
