// What a booted host consists of, as one text: equal texts mean that nothing was changed or left behind in between.
import type { BootedHost } from './bootHost.ts';

/** Folders whose files a runbook may change. */
const watched = [
  ...['/etc', '/opt', '/srv', '/usr/local', '/root', '/home', '/var/lib', '/var/spool/cron'],
  ...['/run/systemd/system', '/run/systemd/system.control'],
];

/** What changes by itself there, as shell patterns; packages and containers are listed by name instead. */
const noise = [
  '*/gated-runbooks',
  '*/logs',
  '/etc/*-', // the copies that useradd makes
  '/etc/.pwd.lock',
  '/etc/ld.so.cache',
  '/etc/ssl/certs',
  '/srv/packages', // the test bed's own
  '/var/lib/apt',
  '/var/lib/containerd',
  '/var/lib/docker',
  '/var/lib/dpkg',
  '/var/lib/logrotate/status',
  '/var/lib/private/systemd',
  '/var/lib/prometheus/metrics2',
  '/var/lib/sudo',
  '/var/lib/systemd/coredump',
  '/var/lib/systemd/random-seed',
  '/var/lib/systemd/timers',
  '/var/lib/systemd/timesync',
  '/var/lib/ucf',
];

/** Services that come and go with logins, calls over the bus, and timers of the system. */
const passing = '(user@|user-runtime-dir@|session-|systemd-(hostnamed|timedated|localed|tmpfiles-clean)|getty@)';

const properties = [
  ...['Id', 'LoadState', 'ActiveState', 'UnitFileState', 'FragmentPath', 'DropInPaths', 'NeedDaemonReload'],
  ...['Restart', 'RestartUSec', 'StartLimitIntervalUSec', 'StartLimitBurst', 'OOMPolicy', 'OOMScoreAdjust'],
  ...['MemoryMin', 'MemoryLow', 'MemoryHigh', 'MemoryMax', 'MemorySwapMax', 'CPUWeight', 'CPUQuotaPerSecUSec'],
  ...['IOWeight', 'TasksMax', 'KillMode', 'TimeoutStartUSec', 'TimeoutStopUSec', 'Environment', 'User'],
];

const script = `set -u
find ${watched.join(' ')} '(' ${noise.map((pattern) => `-path '${pattern}'`).join(' -o ')} ')' -prune \\
  -o -printf 'entry %p %y %m %u:%g %l\\n' 2> /dev/null
find ${watched.join(' ')} '(' ${noise.map((pattern) => `-path '${pattern}'`).join(' -o ')} ')' -prune \\
  -o -type f -print0 2> /dev/null | xargs -0r sha256sum 2> /dev/null | awk '{ hash = $1; $1 = "content"; print $0, hash }'
find / -maxdepth 1 -printf 'entry %p %y %m %u:%g %l\\n'
find / -maxdepth 1 -type f -printf 'size %p %s\\n'
dpkg-query -W -f 'package \${Package} \${Version} \${db:Status-Status}\\n'
units=$(
  {
    systemctl list-units --no-legend --plain --state=active,failed,activating,deactivating --type=service,timer,socket,path,swap | awk '{ print $1 }'
    find /etc/systemd/system -maxdepth 1 '(' -name '*.service' -o -name '*.timer' ')' | sed 's|.*/||'
  } | grep -Ev '^${passing}|@\\.' | sort -u
)
# systemd reckons it anew at each boot, from what memory there is.
tasks=$(systemctl show --value -p DefaultTasksMax)
# shellcheck disable=SC2086 # one word a unit
systemctl show ${properties.map((name) => `-p ${name}`).join(' ')} $units |
  awk -F= -v tasks="$tasks" '$0 == "" { tell(); next } { lines[n++] = ($0 == "TasksMax=" tasks ? "TasksMax=default" : $0) } $1 == "Id" { unit = $2 } END { tell() }
    function tell() { for (i = 0; i < n; i++) if (!told[unit]) print "unit", unit, lines[i]; told[unit] = 1; n = 0 }'
sysctl -a 2> /dev/null | grep -E '^(vm|kernel\\.(panic|core)|net\\.ipv4\\.ip_forward)' |
  grep -Ev '^vm\\.(min_free|user_reserve|admin_reserve)_kbytes' | sed 's/^/sysctl /'
awk 'NR > 1 { print "swap", $1, $2, $3 }' /proc/swaps
awk '$2 !~ "^/(run|proc|sys|var/lib/docker)" { print "mount", $1, $2, $3, $4 }' /proc/mounts
ss -Hltnu | awk '{ print "listens", $1, $5 }' | sort -u
for folder in /proc/[0-9]*; do
  { read -r group < "$folder/cgroup"; read -r name < "$folder/comm"; read -r score < "$folder/oom_score_adj"; } 2> /dev/null
  [ -n "$(tr -d '\\0' < "$folder/cmdline" 2> /dev/null)" ] || continue
  case "$group $name" in */user.slice/* | *'(udev-worker)' | *'(sd-'*) continue ;; esac
  echo "process $name, oom_score_adj $score, in \${group#0::}"
done
if systemctl is-active --quiet docker; then
  docker ps --all --no-trunc --format 'container {{.Names}} {{.Image}} {{.State}} {{.Mounts}} {{.Networks}}'
  docker images --format 'image {{.Repository}}:{{.Tag}} {{.ID}}'
  docker volume ls --format 'volume {{.Name}}'
  docker network ls --format 'network {{.Name}} {{.Driver}}'
fi
:`;

/**
 * Files and their contents, packages, units and how they are set, sysctl, swap, listeners, processes and containers, as sorted lines.
 * Left out are times, process ids and counters, what the kernel works out at each boot, logs, what the engine keeps for itself, and what belongs to logins.
 */
export async function snapshotHost(host: BootedHost): Promise<string> {
  const { code, stdout, stderr } = await host.run('sudo sh -s', script);
  if (code !== 0) throw new Error(`The host could not be described (${String(code)}): ${stderr}`);
  return stdout.trim().split('\n').sort().join('\n');
}
