// What is asked of the host itself: one script, read-only, that answers in lines `<mark>key=value`.

/** POSIX utilities that the engine's own scripts use. */
const UTILITIES = 'cat chmod cut date dd df head id kill mkdir mkfifo mv ps rm sleep tail tr wc';

/** The script. `mark` is random, so that no login banner can be taken for an answer. */
export function examineScript(mark: string): string {
  return `
say() { printf '%s%s=%s\\n' '${mark}' "$1" "$2"; }
PATH=$PATH:/usr/sbin:/sbin:/usr/bin:/bin
say login "$(id -un)"
if [ "$(id -u)" = 0 ]; then
  say sudo root
elif ! command -v sudo >/dev/null 2>&1; then
  say sudo missing
elif said=$(sudo -n sh -c : 2>&1 </dev/null); then
  say sudo yes
else
  say sudo refused
  say sudoSaid "$(printf %s "$said" | tr '\\n' ' ' | cut -c 1-200)"
fi
command -v setsid >/dev/null 2>&1 && say setsid yes
command -v systemd-run >/dev/null 2>&1 && [ -d /run/systemd/system ] && say systemdRun yes
for folder in /var/lib "\${XDG_STATE_HOME:-\${HOME:-/nonexistent}/.local/state}"; do
  while [ ! -d "$folder" ] && [ "$folder" != / ] && [ -n "$folder" ]; do folder=\${folder%/*}; done
  folder=\${folder:-/}
  df -Pk "$folder" 2>/dev/null | {
    read -r header
    read -r source size used free percent mount
    kind=
    while read -r device at type rest; do
      [ "$at" = "$mount" ] && kind=$type
    done </proc/mounts
    [ -w "$folder" ] && writable=yes || writable=no
    say folder "$kind $free $writable $folder"
  }
done
missing=
for name in ${UTILITIES}; do command -v "$name" >/dev/null 2>&1 || missing="$missing $name"; done
say missing "$missing"
say end yes
`;
}
