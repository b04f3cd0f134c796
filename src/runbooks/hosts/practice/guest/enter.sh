#!/bin/sh
# First half of the way in, in a mount namespace of its own: makes a root of read-only views of the system's programs
# and of the practice host's own folder, moves into it, and gives up what made that possible.
# usage: enter.sh FOLDER NODE UID (UID is empty where the person is not root)
set -eu
folder=$1 node=$2 uid=$3
root=$folder/root

# Everything mounted below $1 too, so that nothing stays writable through a mount of its own.
seal() {
  while read -r _ point _; do
    case $point in
      "$1" | "$1"/*) mount -o remount,bind,ro,nosuid,nodev "$point" ;;
    esac
  done <"$folder/mounts"
}

view() {
  mount --rbind "$1" "$2"
  cat /proc/self/mounts >"$folder/mounts"
  seal "$2"
}

mount --bind "$root" "$root"
mount -o remount,bind,nosuid,nodev "$root"

for top in usr bin sbin lib lib32 lib64 libx32 nix; do
  if [ -L "/$top" ]; then
    ln -s "$(readlink "/$top")" "$root/$top"
  elif [ -d "/$top" ]; then
    mkdir "$root/$top"
    view "/$top" "$root/$top"
  fi
done
for name in alternatives ld.so.cache ld.so.conf ld.so.conf.d services protocols terminfo; do
  if [ -d "/etc/$name" ]; then mkdir "$root/etc/$name"; elif [ -e "/etc/$name" ]; then : >"$root/etc/$name"; else continue; fi
  view "/etc/$name" "$root/etc/$name"
done

mount --bind "$node" "$folder/local/lib/practice/node"
view "$folder/local" "$root/usr/local"
for place in usr/bin usr/sbin bin sbin; do
  [ -L "$root/$place" ] && continue
  for command in systemctl journalctl dmesg sudo; do
    if [ -f "$root/$place/$command" ] && [ ! -L "$root/$place/$command" ]; then
      view "$folder/local/bin/$command" "$root/$place/$command"
    fi
  done
done

for device in null zero full random urandom tty; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
# What several practice hosts see of each other.
if [ -n "${PRACTICE_SHARED-}" ]; then
  mkdir "$root/srv/cluster"
  mount --bind "$PRACTICE_SHARED" "$root/srv/cluster"
  mount -o remount,bind,nosuid,nodev "$root/srv/cluster"
fi
# A namespace may mount a /proc of its own only where it sees a whole one; boot.sh covers this one before anything else runs.
mount --rbind /proc "$root/proc"
rm -f "$folder/mounts"

cd "$root"
mkdir .outside
pivot_root . .outside
umount -l /.outside
rmdir /.outside

set -- unshare --user --map-root-user --mount --pid --net --ipc --uts --fork --kill-child -- \
  /bin/sh /usr/local/lib/practice/boot.sh
[ -z "$uid" ] || set -- setpriv --reuid "$uid" --regid "$uid" --clear-groups -- "$@"
exec "$@"
