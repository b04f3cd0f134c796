// What goes wrong with a daemon, done for real to the one on a booted host.
import type { BootedHost } from './bootHost.ts';

const unit = 'mcsm-daemon.service';
const folder = '/opt/mcsmanager/daemon';

/** Runs a script as root; throws where it fails, since a fault that was not made proves nothing. */
async function asRoot(host: BootedHost, script: string): Promise<string> {
  const { code, stdout, stderr } = await host.run('sudo sh -s', `set -e\n${script}`);
  if (code !== 0) {
    const { stdout: log } = await host.run('sudo dmesg | tail -n 40; systemctl status --no-pager mcsm-daemon');
    throw new Error(`The fault could not be made (${code}): ${stderr}\n${log}`);
  }
  return stdout;
}

const noJournal = '/etc/systemd/journald.conf.d/50-none.conf';
const startDocker = `systemctl start docker
docker image inspect instance > /dev/null 2>&1 || tar -C / -c bin/busybox -h | docker import - instance > /dev/null`;

/** Makes a condition wait: tries a shell test until it holds, for longer than the slowest machine needs. */
const until = (condition: string): string =>
  `for try in $(seq 400); do ${condition} && break; sleep 0.5; done; ${condition}\n`;
/** What a fault is compared with: how often the kernel has killed for memory, and the daemon's process. */
const remember = `kills() { awk '$1 == "oom_kill" { print $2 }' /proc/vmstat; }
show() { systemctl show -p "$1" --value ${unit}; }
before=$(kills)
main=$(show MainPID)
`;
/** Waits for one more kill. A host without swap may thrash for minutes first: then, and only then, the kernel is asked to choose. */
const untilKilled = `for try in $(seq 400); do
  [ "$(kills)" -le "$before" ] || break
  if [ $((try % 40)) = 0 ] && [ -w /proc/sysrq-trigger ] && awk '$1 == "MemAvailable:" { exit $2 > 40000 }' /proc/meminfo; then
    echo f > /proc/sysrq-trigger
  fi
  sleep 0.5
done
[ "$(kills)" -gt "$before" ]
`;
/** Waits until systemd has drawn its conclusions: between the kill and those the unit is neither down nor back. */
const untilSettled = until(`case "$(show OOMPolicy) $(show ActiveState) $(show MainPID)" in
  continue* | *' failed '*) ;;
  *" active $main") false ;;
  *' active '*) ;;
  *) false ;;
esac`);
/** Waits for what the journal is told by others, in their own time; where there is none it waits for nothing. */
const untilJournaled = (line: string, of: string): string =>
  until(`{ [ -e ${noJournal} ] || journalctl -q ${of} --no-pager | grep -q '${line}'; }`);
const conclusion = `${untilKilled}${untilSettled}${untilJournaled('oom-kill:', '-k')}
[ "$(show OOMPolicy)" = continue ] || { ${untilJournaled('Failed with result', `-u ${unit}`)}}
`;
const crash = `systemctl kill --kill-who=main -s KILL ${unit}\n${until(`[ "$(systemctl is-active ${unit})" = failed ]`)}`;

/** The instance eats the host's memory until the kernel kills it. */
export async function eatMemory(host: BootedHost, uuid: string): Promise<void> {
  await asRoot(
    host,
    `${remember}
    touch ${folder}/data/InstanceData/${uuid}/eat
    ${conclusion}`,
  );
}

/** The daemon itself eats the host's memory until the kernel kills it. */
export async function leakMemory(host: BootedHost): Promise<void> {
  await asRoot(
    host,
    `${remember}
    echo memory > ${folder}/leak
    ${conclusion}`,
  );
}

/** The daemon fills its JavaScript heap, while the host has memory left. */
export async function fillHeap(host: BootedHost): Promise<void> {
  await setUnit(host, 'Service', 'Environment=NODE_OPTIONS=--max-old-space-size=48\nRestart=no');
  await asRoot(
    host,
    `systemctl restart ${unit}
    ${until("ss -Hltn 'sport = :24444' | grep -q .")}
    echo heap > ${folder}/leak
    ${until(`[ "$(systemctl is-active ${unit})" = failed ]`)}
    ${untilJournaled('heap', `-u ${unit}`)}`,
  );
}

/** Something else in its control group gets all the CPU that the daemon wants. */
export async function starve(host: BootedHost): Promise<void> {
  await asRoot(
    host,
    // With a weight of its own the unit competes as one: all others get their share.
    `systemctl set-property --runtime ${unit} CPUWeight=100
    group=/sys/fs/cgroup$(systemctl show -p ControlGroup --value ${unit})
    main=$(systemctl show -p MainPID --value ${unit})
    chrt --all-tasks --idle --pid 0 "$main"
    sh -c 'echo $$ > "$0/cgroup.procs"; exec nice -n -20 sh -c "while :; do :; done"' "$group" > /dev/null 2>&1 &
    ${until('! curl -s -m 3 -o /dev/null http://127.0.0.1:24444/')}`,
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

/** The disk has room but not one inode left when the daemon dies. */
export async function exhaustInodes(host: BootedHost): Promise<void> {
  await asRoot(
    host,
    `${crash}
    mkdir -p /run/small
    mount -t tmpfs -o nr_inodes=300,size=64m small /run/small
    cp -a ${folder}/. /run/small/
    mount --bind /run/small ${folder}
    number=0
    while true > "${folder}/data/$number"; do number=$((number + 1)); done 2> /dev/null || :
    df --output=ipcent ${folder} | grep -q 100`,
  );
}

/** The disk under the daemon's logs stops answering: the daemon waits for it and can't even be killed. */
export async function freezeStorage(host: BootedHost): Promise<void> {
  await asRoot(
    host,
    `modprobe loop
    truncate -s 16M /opt/frozen.img
    mkfs.ext4 -q /opt/frozen.img
    mkdir -p /opt/frozen
    mount -o loop /opt/frozen.img /opt/frozen
    systemctl stop ${unit}
    mount --bind /opt/frozen ${folder}/logs
    systemctl start ${unit}
    ${until(`[ -s ${folder}/logs/sysinfo.log ]`)}
    fsfreeze --freeze /opt/frozen
    main=$(systemctl show -p MainPID --value ${unit})
    ${until('grep -q "^State:.*D" /proc/$main/status')}`,
  );
}

/** Undoes every fault but those of the unit and the daemon's files, which are installed afresh. */
export async function clearUp(host: BootedHost): Promise<void> {
  // Also where sudo is limited: see limitSudo.
  await host.run('touch /tmp/give-back; for try in $(seq 100); do sudo -n true 2> /dev/null && break; sleep 0.1; done');
  await asRoot(
    host,
    `systemctl stop squatter 2> /dev/null || :
    ! mountpoint -q /opt/frozen || { fsfreeze --unfreeze /opt/frozen 2> /dev/null || :; }
    systemctl kill -s KILL ${unit} 2> /dev/null || :
    systemctl stop ${unit} 2> /dev/null || :
    for place in ${folder}/logs /opt/frozen ${folder} /run/small /etc; do ! mountpoint -q $place || umount --lazy $place; done
    rm -f /opt/filler /opt/frozen.img /tmp/give-back /usr/local/bin/free /run/looked
    for client in curl wget; do [ ! -e /opt/hidden/$client ] || mv /opt/hidden/$client /usr/bin/; done
    if [ -e ${noJournal} ]; then rm ${noJournal}; systemctl restart systemd-journald; fi
    if systemctl is-active --quiet docker; then
      docker ps -aq | xargs -r docker rm -f > /dev/null
      systemctl stop docker docker.socket containerd
    fi
    pkill -KILL -f /srv/instance.py || :`,
  );
}

/** journald keeps nothing: neither what was nor what will be. */
export async function dropJournal(host: BootedHost): Promise<void> {
  await asRoot(
    host,
    `mkdir -p ${noJournal.replace(/\/[^/]*$/, '')}
    printf '[Journal]\\nStorage=none\\n' > ${noJournal}
    systemctl restart systemd-journald
    rm -rf /var/log/journal/* /run/log/journal/*`,
  );
}

/** The kernel forgets what it said. */
export async function forgetKernelLog(host: BootedHost): Promise<void> {
  await asRoot(host, 'dmesg --clear');
}

/** Nothing below /etc can be written. */
export async function protectEtc(host: BootedHost): Promise<void> {
  await asRoot(host, 'mount --bind /etc /etc; mount -o remount,ro,bind /etc; ! touch /etc/probe 2> /dev/null');
}

/** `deploy` may run these commands with sudo and nothing else, until {@link clearUp}. */
export async function limitSudo(host: BootedHost, commands: readonly string[]): Promise<void> {
  await asRoot(
    host,
    `rm -f /tmp/give-back
    systemd-run --quiet --collect sh -c 'until [ -e /tmp/give-back ]; do sleep 0.1; done; mv /root/90-deploy /etc/sudoers.d/'
    cp -p /etc/sudoers.d/90-deploy /root/
    echo 'deploy ALL=(ALL) NOPASSWD: ${commands.join(', ')}' > /etc/sudoers.d/90-deploy`,
  );
}

/**
 * A Docker instance runs into its own limit; Docker is started for it. Docker itself may miss why the container ended, and
 * calls it killed for memory on some days only: the kernel's word is waited for.
 */
export async function killContainer(host: BootedHost): Promise<void> {
  await asRoot(
    host,
    `${startDocker}
    docker run --detach --name lobby --label mcsmanager.instance.uuid=${'c'.repeat(32)} --memory 24m instance \\
      busybox awk 'BEGIN { text = "eaten"; for (;;) text = text text }' > /dev/null
    ${until('[ "$(docker inspect --format "{{.State.Status}} {{.State.ExitCode}}" lobby)" = "exited 137" ]')}
    ${untilJournaled('oom-kill:.*docker', '-k')}`,
  );
}

/** A Docker instance that goes on; Docker is started for it. Its id. */
export async function runContainer(host: BootedHost): Promise<string> {
  const id = await asRoot(
    host,
    `${startDocker}
    docker run --detach --name lobby --label mcsmanager.instance.uuid=${'c'.repeat(32)} instance busybox sleep 100000`,
  );
  return id.trim();
}

/** The host has neither curl nor, where told, wget. */
export async function hideClients(host: BootedHost, clients: readonly ('curl' | 'wget')[]): Promise<void> {
  await asRoot(
    host,
    `mkdir -p /opt/hidden; for client in ${clients.join(' ')}; do mv /usr/bin/$client /opt/hidden/; done`,
  );
}

/** Something happens while a person is shown the host's memory: after the evidence was saved, before anything is changed. */
export async function whenLookedAt(host: BootedHost, script: string): Promise<void> {
  await asRoot(
    host,
    `cat > /usr/local/bin/free <<'end-of-file'
#!/bin/sh
# The first look is for the evidence.
if [ -e /run/looked ]; then
  # What a probe may write is bounded, and this is none.
  { ulimit -S -f unlimited
    ${script}
  } > /dev/null 2>&1
fi
touch /run/looked
exec /usr/bin/free "$@"
end-of-file
    chmod 755 /usr/local/bin/free`,
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

/** The settings are found empty by a daemon that then makes new ones, with a key of its own. */
export async function remakeSettings(host: BootedHost): Promise<void> {
  await asRoot(
    host,
    `: > ${folder}/data/Config/global.json
    systemctl restart ${unit}
    ${until(`grep -q '"key"' ${folder}/data/Config/global.json && ss -Hltn 'sport = :24444' | grep -q .`)}`,
  );
}

/** The daemon dies alone, and its instances live on. */
export async function orphanInstances(host: BootedHost): Promise<void> {
  await setUnit(host, 'Service', 'KillMode=process\nRestart=no');
  await asRoot(host, `${crash}\npgrep -f /srv/instance.py > /dev/null`);
}
