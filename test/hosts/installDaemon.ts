// Puts the stand-in daemon with its unit and its instances on a booted host, as MCSManager's own set-up would.
import { readFile } from 'node:fs/promises';
import type { BootedHost } from './bootHost.ts';

/** `2024`: daemon 4.4.1 under a unit without Restart=, whose reload is a shutdown. `current`: daemon 4.18.2 with Restart=on-failure. */
export type Generation = '2024' | 'current';

export interface DaemonOptions {
  readonly generation: Generation;
  /** The access key, in global.json and in the log of each start. */
  readonly key: string;
  /** What its instances are called, and whether they start by themselves. */
  readonly instances: readonly { readonly uuid: string; readonly nickname: string; readonly autoStart: boolean }[];
}

const versions: Readonly<Record<Generation, string>> = { '2024': '4.4.1', current: '4.18.2' };
const folder = '/opt/mcsmanager/daemon';

/** Installs a daemon in place of the one that is there, starts it and all its instances, and waits until it answers. */
export async function installDaemon(host: BootedHost, options: DaemonOptions): Promise<void> {
  const [app, instance, unit, global, instanceConfig] = await Promise.all(
    ['mcsm-daemon.js', 'instance.py', `${options.generation}.service`, 'global.json', 'instance.json'].map((name) =>
      readFile(new URL(`guest/${name}`, import.meta.url), 'utf8'),
    ),
  );
  const files: Record<string, string> = {
    [`${folder}/app.js`]: app!,
    [`${folder}/package.json`]: JSON.stringify({ name: 'mcsmanager-daemon', version: versions[options.generation] }),
    [`${folder}/data/Config/global.json`]: global!.replace('[the access key]', options.key),
    '/srv/instance.py': instance!,
    '/etc/systemd/system/mcsm-daemon.service': unit!,
  };
  for (const { uuid, nickname, autoStart } of options.instances)
    files[`${folder}/data/InstanceConfig/${uuid}.json`] = instanceConfig!
      .replace('"fake"', JSON.stringify(nickname))
      .replace('/srv/fake_mc.py', '/srv/instance.py')
      .replace(/[0-9a-f]{32}/g, uuid)
      .replace('"autoStart": true', `"autoStart": ${String(autoStart)}`);
  const write = Object.entries(files).map(([path, text]) => {
    const mode = path.startsWith('/etc/') || path.endsWith('global.json') ? '644' : '755';
    return `install -D -m ${mode} /dev/stdin '${path}' <<'end-of-file'\n${text}\nend-of-file\n`;
  });
  const uuids = options.instances.map(({ uuid }) => uuid).join('\n');
  const { code, stderr } = await host.run(
    'sudo sh -s',
    `set -e
systemctl kill -s KILL mcsm-daemon 2> /dev/null || :
systemctl stop mcsm-daemon 2> /dev/null || :
systemctl disable --quiet --no-reload mcsm-daemon 2> /dev/null || :
systemctl reset-failed mcsm-daemon 2> /dev/null || :
for place in /etc/systemd/system /run/systemd/system.control; do rm -rf $place/mcsm-daemon.service $place/mcsm-daemon.service.d; done
# systemd has to forget the unit: systemd 252 takes the first kill for memory in a new control group for the one it knows of.
systemctl daemon-reload
rm -rf ${folder}
${write.join('')}
systemctl daemon-reload
systemctl enable --quiet --no-reload mcsm-daemon
systemctl start mcsm-daemon
for try in $(seq 600); do nc -z 127.0.0.1 24444 && break; sleep 0.2; done
printf '%s\\n' '${uuids}' > ${folder}/start-instances
for try in $(seq 600); do [ "$(pgrep -fc /srv/instance.py)" -ge ${String(options.instances.length)} ] && exit; sleep 0.2; done
exit 1`,
  );
  if (code !== 0) throw new Error(`The stand-in daemon did not start: ${stderr}`);
}
