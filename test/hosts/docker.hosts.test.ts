// mcsmanager/deploy-in-docker on a booted host with a Docker of its own: the whole way and back, and each gate where the fix did not work.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bootHost, type BootedHost } from './bootHost.ts';
import { changeDaemonImage, importDaemonImage } from './importDaemonImage.ts';
import { installDaemon } from './installDaemon.ts';
import { reachHost, type ReachedHost } from './reachHost.ts';
import { snapshotHost } from './snapshotHost.ts';

const runbook = 'mcsmanager/deploy-in-docker';
const key = 'canary5f1c9e7ab3d24680';
const survival = { uuid: 'a'.repeat(32), nickname: 'survival', autoStart: true };
const skyblock = { uuid: 'b'.repeat(32), nickname: 'skyblock', autoStart: false };
const data = '/opt/mcsmanager/daemon/data';
const folder = '/opt/mcsmanager/docker';
/** A failing deployment takes half a minute each: each gate is seen red in the full matrix. */
const full = process.env['TEST_MATRIX'] === 'all';

let host: BootedHost;
let reached: ReachedHost;
let image: string;

beforeAll(async () => {
  host = await bootHost({ memory: '1024M' });
  return () => host.stop();
});
beforeAll(async () => {
  reached = await reachHost(host);
  return () => reached.stop();
});
beforeAll(async () => {
  await asRoot('systemctl enable --now docker');
  image = await importDaemonImage(host);
});

async function asRoot(script: string): Promise<string> {
  const { code, stdout, stderr } = await host.run('sudo sh -s', `set -e\n${script}`);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return stdout.trim();
}

/** Waits for a shell condition, two minutes at most. */
const until = (condition: string): Promise<string> =>
  asRoot(
    `for try in $(seq 240); do if ${condition}; then exit; fi; sleep 0.5; done; echo '${condition.replaceAll("'", '"')}' >&2; exit 1`,
  );

const answers = `curl -fsS -m 5 -o /dev/null http://127.0.0.1:24444/ 2> /dev/null`;
const instanceRuns = `pgrep -f '[/]srv/instance.py' > /dev/null`;
const inspect = (format: string): Promise<string> => asRoot(`docker inspect -f '${format}' mcsm-daemon`);

/** A host that no run has touched, with a daemon under systemd whose instances run. */
async function install(instances: readonly (typeof survival)[]): Promise<void> {
  await asRoot(`systemctl enable --now docker 2> /dev/null
    systemctl list-units --plain --no-legend 'fault-*' | awk '{ print $1 }' | xargs -r systemctl stop
    docker ps -aq | xargs -r docker rm -f > /dev/null
    rm -rf /var/lib/gated-runbooks /var/backups/mcsmanager ${folder} /usr/local/bin/* /etc/systemd/system/mcsm-daemon.service.d`);
  await installDaemon(host, { generation: 'current', key, instances });
}

/** What happens to the host while the runbook is at work. */
const meanwhile = (name: string, script: string): Promise<string> =>
  asRoot(`systemd-run --quiet --collect --unit=fault-${name} sh -c '${script}'`);

/** A program that stands before the real one on the PATH. */
const stub = (program: string, script: string): Promise<string> =>
  asRoot(`printf '%s\\n' '#!/bin/sh' '${script}' > /usr/local/bin/${program}; chmod 755 /usr/local/bin/${program}`);

const inputs = (given: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries({
    ...{ image, cpus: '1', memory: '300MiB', heap: '128MiB', min_free: '100MiB', settle: '3s', health_every: '3s' },
    ...{ answer_within: '2m', return_within: '2m', stop_grace: '20s' },
    ...given,
  }).flatMap(([name, value]) => ['--input', `${name}=${value}`]);
const plan = (given: Readonly<Record<string, string>> = {}): ReturnType<ReachedHost['run']> =>
  reached.run(['plan', runbook, '--on', 'node1', ...inputs(given)]);
const deploy = (given: Readonly<Record<string, string>> = {}, ...words: string[]): ReturnType<ReachedHost['run']> =>
  reached.run(['run', runbook, '--on', 'node1', ...inputs(given), '--confirm', 'stop=node1', ...words]);
/** A deployment that is bound to fail, and does not wait long for it. */
const fail = (given: Readonly<Record<string, string>> = {}): ReturnType<ReachedHost['run']> =>
  deploy({ answer_within: '25s', return_within: '25s', ...given });

async function triage(): Promise<string | undefined> {
  expect(await reached.run(['run', 'mcsmanager/triage-daemon', '--on', 'node1', '--input', 'since=10m'])).toMatchObject(
    { code: 0 },
  );
  return (await reached.lastEnd()).verdict?.id;
}

/** The gates of the last run whose last sample was red, such as `up.verify.3` or `precondition.0`. */
async function redGates(): Promise<readonly string[]> {
  const last = new Map<string, string>();
  for (const event of await reached.lastEvents())
    if (event.type === 'gateSampled' && event.part !== 'before')
      last.set([...(event.step === undefined ? [] : [event.step]), event.part, event.index].join('.'), event.verdict);
  return [...last].filter(([, verdict]) => verdict === 'fail').map(([gate]) => gate);
}

/** What the host is, once the instance that starts by itself is back. */
async function snapshot(): Promise<string> {
  await until(`${answers} && ${instanceRuns}`);
  return snapshotHost(host);
}

/** The files that the command left (journals, outputs, evidence, reports) and that hold the access key. */
async function leaks(): Promise<readonly string[]> {
  const found = await Promise.all(
    [reached.home, reached.folder].map(async (place) => readdir(place, { recursive: true, withFileTypes: true })),
  );
  const paths = found.flat().flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
  const texts = await Promise.all(paths.map(async (path) => [path, await readFile(path, 'utf8')] as const));
  return texts.filter(([, text]) => text.includes(key)).map(([path]) => path);
}

describe('a daemon under systemd', () => {
  it('moves into a container, is contained there, and comes back with all that was played', async () => {
    await install([survival]);
    const before = await snapshot();
    if (full) expect(await plan()).toMatchObject({ code: 0 });
    expect(await reached.run(['run', runbook, '--on', 'node1', ...inputs({})])).toMatchObject({ code: 3 });
    expect(await snapshot()).toBe(before);

    const reports = ['html', 'md', 'json', 'xml'].flatMap((format) => ['--report', `report.${format}`]);
    const deployed = await deploy({}, ...reports);
    expect(deployed).toMatchObject({ code: 0 });
    expect(await reached.lastEnd()).toMatchObject({ outcome: 'succeeded', verdict: { id: 'deployed' } });
    expect(await asRoot('systemctl show -p ActiveState -p UnitFileState --value mcsm-daemon')).toBe(
      'inactive\ndisabled',
    );
    const run = /\d{8}-\d{6}[\w.-]*-deploy-in-docker-\w+/.exec(deployed.out)?.[0] ?? '';

    // What setup.sh or a habit would do.
    await asRoot('systemctl start mcsm-daemon');
    expect(await asRoot('systemctl show -p ActiveState --value mcsm-daemon')).toBe('inactive');

    const again = await reached.run(['run', runbook, '--on', 'node1', ...inputs({})]);
    expect(again).toMatchObject({ code: 0 });
    expect(await reached.lastEnd()).toMatchObject({ outcome: 'nothingToDo', verdict: { id: 'already' } });

    expect(await triage()).toBe('in_container');
    await containsMemory();
    expect(await triage()).toBe('container_limit');

    await asRoot(`echo played > ${data}/InstanceData/${survival.uuid}/world`);
    expect(await reached.run(['undo', run, '--yes'])).toMatchObject({ code: 0 });
    expect(
      await asRoot(`cat ${data}/InstanceData/${survival.uuid}/world; rm ${data}/InstanceData/${survival.uuid}/world`),
    ).toBe('played');
    expect(await snapshot()).toBe(before);
    expect(await leaks()).toEqual([]);
    expect(deployed.out + deployed.err).not.toContain(key);
  });

  /** Out of memory in the container: an instance dies, and nothing outside; the daemon dies, and Docker starts it again. */
  async function containsMemory(): Promise<void> {
    const outside = 'systemctl show -p MainPID --value docker; cat /proc/sys/kernel/random/boot_id';
    const before = await asRoot(outside);
    await asRoot(`dmesg --clear; touch ${data}/InstanceData/${survival.uuid}/eat`);
    await until('dmesg | grep -q "Memory cgroup out of memory.*(python3)"');
    await until(answers);
    // On a busy host, where the victim's memory isn't back yet when the daemon needs a page, the kernel takes the daemon too
    // (seen twice in twenty times), and Docker brings it back.
    const restarts = Number(await inspect('{{.RestartCount}}'));
    expect(await asRoot(outside)).toBe(before);

    await asRoot(`dmesg --clear; docker exec mcsm-daemon sh -c ': > /tmp/eat'`);
    const again = `${String(restarts + 1)} true`;
    await until(
      `[ "$(docker inspect -f "{{.RestartCount}} {{.State.Running}}" mcsm-daemon)" = "${again}" ] && ${answers} && ${instanceRuns}`,
    );
    expect(await asRoot('dmesg')).toMatch(
      /CONSTRAINT_MEMCG[\s\S]*Memory cgroup out of memory: Killed process \d+ \((node|MainThread)\)/,
    );
    expect(await asRoot(`docker exec mcsm-daemon cat ${data}/Config/global.json`)).toContain(key);
  }
});

if (full)
  describe('what has to be so first', () => {
    it('is looked at: what was asked for', async () => {
      await install([survival]);
      const before = await snapshot();
      const wrong = {
        image: 'githubyumao/mcsmanager-daemon:latest',
        cpus: '64',
        memory: '64GiB',
        min_free: '900GiB',
        port: '24445',
      };
      expect(await deploy({ ...wrong, unit: 'other.service' })).toMatchObject({ code: 3 });
      expect(await redGates()).toEqual(
        expect.arrayContaining([
          'precondition.3',
          'precondition.4',
          'precondition.5',
          'precondition.7',
          'precondition.8',
          'precondition.12',
          'precondition.13',
        ]),
      );
      expect(await snapshot()).toBe(before);
    });

    it('is looked at: what is on the host', async () => {
      await asRoot(`systemctl disable docker 2> /dev/null
      printf '#!/bin/sh\\nexit 1\\n' > /usr/local/bin/docker-compose; chmod 755 /usr/local/bin/docker-compose
      sed -i 's|"cwd": ".*"|"cwd": "/srv/elsewhere"|; s|"processType": "general"|"processType": "docker"|' ${data}/InstanceConfig/${survival.uuid}.json
      docker create --name mcsm-daemon ${image} > /dev/null
      systemd-run --quiet --collect --unit=fault-port nc -lk 127.0.0.2 24444
      group=/sys/fs/cgroup$(systemctl show -p ControlGroup --value mcsm-daemon)
      setsid sh -c "echo \\$\\$ > $group/cgroup.procs; exec python3 -c 'import time; eaten = bytes([1]) * (300 << 20); time.sleep(1000)'" > /dev/null 2>&1 &
      for try in $(seq 240); do awk '$1 == "anon" && $2 > 300000000 { found = 1 } END { exit !found }' "$group/memory.stat" && break; sleep 0.5; done
      ss -Hltn 'sport = :24444' | grep -q 127.0.0.2`);
      expect(await deploy({ memory: '256MiB' })).toMatchObject({ code: 3 });
      expect(await redGates()).toEqual(
        expect.arrayContaining([
          'precondition.1',
          'precondition.2',
          'precondition.6',
          'precondition.9',
          'precondition.10',
          'precondition.11',
          'precondition.14',
        ]),
      );
      await asRoot('systemctl stop docker docker.socket');
      expect(await deploy()).toMatchObject({ code: 3 });
      expect(await redGates()).toContain('precondition.0');
    });
  });

if (full)
  describe('a fix that did not work', () => {
    it('is told by each gate of the container, and the data come back byte for byte', async () => {
      await install([survival, skyblock]);
      await asRoot(`pkill -f '[/]srv/instance.py'`);
      const begun = Date.now();
      await asRoot('systemctl restart mcsm-daemon');
      await until(answers);
      // What it makes of itself in the container has to be seen, however slow this machine is.
      const answerWithin = `${String(20 + Math.ceil((5 * (Date.now() - begun)) / 1000))}s`;
      // Compose that leaves out whatever limits and keeps the container.
      await asRoot(`cat > /usr/local/bin/docker-compose <<'end-of-file'
#!/bin/sh
case "$*" in *' up '*) ;; *) exec /usr/bin/docker-compose "$@" ;; esac
sed '/mem_limit\\|memswap_limit\\|cpus:\\|pids_limit\\|command:\\|init:\\|restart:/d; /healthcheck:/,/start_period:/d' ${folder}/compose.yaml > /run/stripped.yaml
exec /usr/bin/docker-compose -p mcsm-daemon -f /run/stripped.yaml up -d
end-of-file
chmod 755 /usr/local/bin/docker-compose`);
      const before = await snapshot();
      const spoiled = await changeDaemonImage(
        host,
        image,
        `const fs = require('node:fs');
      const before = \`{
        const fs = require('node:fs');
        const settings = 'data/Config/global.json';
        fs.writeFileSync(settings, fs.readFileSync(settings, 'utf8').replace('${key}', 'fresh'));
        fs.rmSync('data/InstanceConfig/${skyblock.uuid}.json', { force: true });
        globalThis.eaten = Buffer.alloc(280 << 20, 1);
      }\\n\`;
      fs.writeFileSync('app.js', before + fs.readFileSync('app.js', 'utf8'));
      fs.writeFileSync('package.json', '{ "version": "4.4.1" }');
      fs.unlinkSync('/usr/bin/python3');`,
      );
      expect(await fail({ image: spoiled, answer_within: answerWithin })).toMatchObject({ code: 1 });
      expect(await reached.lastEnd()).toMatchObject({ outcome: 'rolledBack' });
      expect(await redGates()).toEqual(
        expect.arrayContaining([0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((index) => `up.verify.${String(index)}`)),
      );
      await asRoot(`docker image rm --no-prune ${spoiled} > /dev/null`);
      expect(await snapshot()).toBe(before);
      expect(
        await asRoot(`find /var/backups/mcsmanager -path '*.container.*' -name global.json | xargs grep -c fresh`),
      ).toBe('1');
    });
  });

if (full)
  describe('any other fix that did not work', () => {
    it('is told where the container restarts in a loop', async () => {
      await install([survival]);
      const before = await snapshot();
      const looping = await changeDaemonImage(
        host,
        image,
        `require('node:fs').writeFileSync('app.js', 'process.exit(1)')`,
      );
      expect(await fail({ image: looping })).toMatchObject({ code: 1 });
      expect(await reached.lastEnd()).toMatchObject({ outcome: 'rolledBack' });
      expect(await redGates()).toEqual(expect.arrayContaining(['up.verify.2', 'up.verify.3']));
      await asRoot(`docker image rm ${looping} > /dev/null`);
      expect(await snapshot()).toBe(before);
    });

    it.each([
      [
        'compose does not take its file',
        'compose_file.verify.0',
        () => stub('docker-compose', 'case "$*" in *" config "*) exit 1 ;; esac; exec /usr/bin/docker-compose "$@"'),
      ],
      [
        'something starts the unit again',
        'stop.verify.0',
        () =>
          meanwhile(
            'start',
            'while systemctl is-active --quiet mcsm-daemon; do sleep 0.1; done; while :; do systemctl start mcsm-daemon; sleep 0.2; done',
          ),
      ],
      [
        'an instance outlives the stop',
        'stop.verify.1',
        () =>
          asRoot(`mkdir -p /etc/systemd/system/mcsm-daemon.service.d
          printf '[Service]\\nExecStopPost=systemd-run --collect --unit=fault-left --working-directory=${data}/InstanceData/${survival.uuid} sleep 1000\\n' \
            > /etc/systemd/system/mcsm-daemon.service.d/50-fault.conf
          systemctl daemon-reload`),
      ],
      [
        'systemd does not read the drop-in',
        'guard.verify.0',
        () => stub('systemctl', '[ "$1" != daemon-reload ] || exit 0; exec /usr/bin/systemctl "$@"'),
      ],
      [
        'something writes to the data',
        'archive.verify.0',
        () =>
          meanwhile(
            'write',
            `until ls /var/backups/mcsmanager/*.tar; do sleep 0.1; done; while :; do date +%%N > ${data}/Config/noise; sleep 0.2; done`,
          ),
      ],
      [
        'somebody takes the port',
        'up.require.0',
        () =>
          meanwhile('port', 'until ls /var/backups/mcsmanager/*.tar; do sleep 0.1; done; exec nc -lk 127.0.0.1 24444'),
      ],
      [
        'its note is lost',
        'accept.verify.0',
        () => meanwhile('note', `while :; do [ ! -s ${folder}/in-use ] || : > ${folder}/in-use; sleep 0.02; done`),
      ],
    ])('is told where %s', async (_, gate, sabotage) => {
      await install([survival]);
      await asRoot(`echo noise > ${data}/Config/noise`);
      await sabotage();
      const { code } = gate.startsWith('accept') ? await deploy() : await fail();
      expect(await redGates()).toContain(gate);
      expect([1, 2, 3]).toContain(code);
    });

    it('is told where a Docker instance was stopped, and by each gate of the undo', async () => {
      await install([survival]);
      await asRoot(
        `docker run --detach --name lobby --label mcsmanager.instance.uuid=${'c'.repeat(32)} ${image} sh -c 'exec node -e "setInterval(() => {}, 1000)"' > /dev/null`,
      );
      await meanwhile('stop', 'until ls /var/backups/mcsmanager/*.tar; do sleep 0.1; done; docker kill lobby');
      const deployed = await deploy({ docker_instances: 'true', answer_within: '60s' });
      expect(deployed).toMatchObject({ code: 2 });
      expect(await redGates()).toEqual(['postcondition.0']);

      const undo = (): ReturnType<ReachedHost['run']> => reached.run(['undo', 'last', '--yes']);
      await stub('docker-compose', 'case "$*" in *" down") exit 0 ;; esac; exec /usr/bin/docker-compose "$@"');
      await meanwhile('write', `while :; do date +%%N > ${data}/Config/noise; sleep 0.05; done`);
      expect(await undo()).toMatchObject({ code: 2 });
      expect(await redGates()).toEqual(expect.arrayContaining(['up.undo.0', 'up.undo.1']));
    });

    it('is told where the daemon does not come back, or with another key', async () => {
      await install([survival]);
      expect(await deploy({ answer_within: '60s' })).toMatchObject({ code: 0 });
      await asRoot(
        `echo 'process.exit(1)' > /opt/mcsmanager/daemon/app.js; sed -i 's/${key}/fresh/' ${data}/Config/global.json`,
      );
      expect(await reached.run(['undo', 'last', '--yes'])).toMatchObject({ code: 2 });
      expect(await redGates()).toEqual(expect.arrayContaining(['stop.undo.0', 'stop.undo.1']));
    });
  });
