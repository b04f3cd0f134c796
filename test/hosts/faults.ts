// What goes wrong with a daemon, done for real to the one on a booted host.
import type { BootedHost } from './bootHost.ts';

const unit = 'mcsm-daemon.service';
const folder = '/opt/mcsmanager/daemon';

/** Runs a script as root; throws where it fails, since a fault that was not made proves nothing. */
async function asRoot(host: BootedHost, script: string): Promise<string> {
  const { code, stdout, stderr } = await host.run('sudo sh -s', `set -e\n${script}`);
  if (code !== 0) throw new Error(`The fault could not be made (${code}): ${stderr}`);
  return stdout;
}

/** Makes a condition wait: tries a shell test for a minute. */
const until = (condition: string): string =>
  `for try in $(seq 120); do ${condition} && break; sleep 0.5; done; ${condition}\n`;
const crash = `systemctl kill --kill-who=main -s KILL ${unit}\n${until(`[ "$(systemctl is-active ${unit})" = failed ]`)}`;

/** The instance eats the host's memory until the kernel kills it. */
export async function eatMemory(host: BootedHost, uuid: string): Promise<void> {
  await asRoot(
    host,
    `before=$(awk '$1 == "oom_kill" { print $2 }' /proc/vmstat)
    touch ${folder}/data/InstanceData/${uuid}/eat
    ${until('[ "$(awk \'$1 == "oom_kill" { print $2 }\' /proc/vmstat)" -gt "$before" ]')}
    ${until(`! systemctl is-active --quiet ${unit} || [ "$(systemctl show -p NRestarts --value ${unit})" -gt 0 ] || systemctl show -p OOMPolicy ${unit} | grep -q continue`)}`,
  );
}

/** As a drop-in, so that the unit's own file stays as it was installed. */
export async function setUnit(host: BootedHost, section: 'Unit' | 'Service', settings: string): Promise<void> {
  await asRoot(
    host,
    `mkdir -p /etc/systemd/system/${unit}.d
    printf '[${section}]\\n%s\\n' '${settings}' > /etc/systemd/system/${unit}.d/50-test.conf
    systemctl daemon-reload`,
  );
}

/** Stops the daemon's main process in its tracks: connections are accepted and nothing is answered. Its instances go on. */
export async function hang(host: BootedHost): Promise<void> {
  await asRoot(host, `systemctl kill --kill-who=main -s STOP ${unit}`);
}

/** The daemon dies; its unit must not restart it. */
export async function die(host: BootedHost): Promise<void> {
  await asRoot(host, crash);
}

/** Another program takes the port of the dead daemon. */
export async function takePort(host: BootedHost): Promise<void> {
  await asRoot(
    host,
    `${crash}
    systemd-run --quiet --unit=squatter nc -lk 127.0.0.1 24444
    ${until("ss -Hltn 'sport = :24444' | grep -q .")}`,
  );
}

/** The disk is full when the daemon dies. */
export async function fillDisk(host: BootedHost): Promise<void> {
  await asRoot(
    host,
    `${crash}\nfallocate -l "$(df -k --output=avail ${folder} | tail -n 1 | tr -d ' ')KiB" /opt/filler`,
  );
}

/** Undoes {@link takePort}, {@link fillDisk} and {@link hideClients}. */
export async function clearUp(host: BootedHost): Promise<void> {
  await asRoot(
    host,
    `systemctl stop squatter 2> /dev/null || :
    rm -f /opt/filler
    for client in curl wget; do [ ! -e /opt/hidden/$client ] || mv /opt/hidden/$client /usr/bin/; done
    pkill -KILL -f /srv/instance.py || :`,
  );
}

/** The host has neither curl nor, where told, wget. */
export async function hideClients(host: BootedHost, clients: readonly ('curl' | 'wget')[]): Promise<void> {
  await asRoot(
    host,
    `mkdir -p /opt/hidden; for client in ${clients.join(' ')}; do mv /usr/bin/$client /opt/hidden/; done`,
  );
}

/** The daemon can't start, and systemd gives up on it. */
export async function failToStart(host: BootedHost): Promise<void> {
  await setUnit(host, 'Unit', 'StartLimitIntervalSec=300\nStartLimitBurst=3');
  await asRoot(
    host,
    `echo 'throw new Error("broken");' > ${folder}/app.js
    systemctl kill --kill-who=main -s KILL ${unit}
    ${until(`journalctl -q -u ${unit} --no-pager | grep -q 'request repeated'`)}
    ${until(`[ "$(systemctl is-active ${unit})" = failed ]`)}`,
  );
}

/** The daemon dies, and its settings are found empty. */
export async function loseSettings(host: BootedHost): Promise<void> {
  await asRoot(host, `${crash}\n: > ${folder}/data/Config/global.json`);
}

/** The daemon dies alone, and its instances live on. */
export async function orphanInstances(host: BootedHost): Promise<void> {
  await setUnit(host, 'Service', 'KillMode=process\nRestart=no');
  await asRoot(host, `${crash}\npgrep -f /srv/instance.py > /dev/null`);
}
