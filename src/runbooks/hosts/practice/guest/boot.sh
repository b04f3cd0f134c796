#!/bin/sh
# Second half of the way in, as process 1 of namespaces of its own: what only it may still do (mount, name, network),
# then the supervisor. It reaps what is left to it, and ends, and with it everything here, when the supervisor ends.
set -eu
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
own=/usr/local/lib/practice

# This /proc is still the one outside, so this is the number by which those outside find us.
read -r outside _ </proc/self/stat
mount -t proc -o nosuid,nodev,noexec proc /proc
mount -t devpts -o newinstance,ptmxmode=0666,nosuid,noexec devpts /dev/pts
hostname "$(cat /etc/hostname)"
ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null || busybox ip link set lo up
[ "$PRACTICE_SCENARIO" != disk-full ] || mount -t tmpfs -o size=16m,mode=755,nosuid,nodev opt /opt

# Each generation's installer of the daemon brings its own node, to a place of its own. A broker's host has no daemon.
case $PRACTICE_SCENARIO,$PRACTICE_UNIT in
  vernemq-*) node= ;;
  *,2024) node=/opt/node-v20.12.2-linux-x64/bin/node ;;
  *) node=/opt/mcsmanager/node-v20.12.2-linux-x64/bin/node ;;
esac
if [ -n "$node" ]; then
  mkdir -p "${node%/*}"
  : >"$node"
  mount --bind "$own/node" "$node"
fi
case ${PRACTICE_MEMBER-} in
  a) ip addr add 10.77.4.1/32 dev lo ;;
  b) ip addr add 10.77.4.2/32 dev lo ;;
esac

# What is done for the supervisor, which may not do it itself: a process's control group is shown as the unit's.
courier() {
  while IFS= read -r line; do
    case $line in
      'cgroup '[1-9]*)
        pid=${line#cgroup }
        mount --bind "/run/practice/cgroups/${pid#* }" "/proc/${pid%% *}/cgroup" || :
        ;;
      *) echo "$line" ;;
    esac
  done
}
# From here on only the supervisor has something to say: a shell would tell how everything ends, which is by a signal.
exec 5>&2 2>/dev/null

# The owner holds the other end of descriptor 4. When it goes, so does all that lives here.
{ while read -r _; do :; done <&4; kill -KILL -1; } &
exec 4<&-
echo "pid $outside"

"$own/walled.sh" env -i PATH="$PATH" HOME=/root LANG=C.UTF-8 ELECTRON_RUN_AS_NODE=1 \
  PRACTICE_SCENARIO="$PRACTICE_SCENARIO" PRACTICE_UNIT="$PRACTICE_UNIT" PRACTICE_NODE="$node" PRACTICE_MEMBER="${PRACTICE_MEMBER-}" \
  "$own/node" "$own/init.mjs" </dev/null 2>&5 5>&- | courier &
wait $!
