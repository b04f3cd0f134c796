// Where the host keeps what must outlive a connection: found, made and mistrusted in one place.
import { quote } from '../quote.ts';

export interface StateOptions {
  readonly become: 'root' | 'login';
  /** Tests only: another folder, and no refusal of tmpfs. */
  readonly folder?: string;
}

/** Sets `$gr_state` to the state folder, which may not be there yet. */
export function stateFolder({ become, folder }: StateOptions): string {
  if (folder !== undefined) return `gr_state=${quote(folder)}\n`;
  if (become === 'root') return 'gr_state=/var/lib/gated-runbooks\n';
  return 'gr_state=${XDG_STATE_HOME:-${HOME:?}/.local/state}/gated-runbooks\n';
}

/**
 * Makes the state folder (0700) or fails by `gr_fail`: where somebody else could have prepared it, and on a file system that
 * forgets (a reboot would lose what ran).
 */
export function prepareState(options: StateOptions): string {
  return `${stateFolder(options)}
umask 077
[ ! -L "$gr_state" ] || gr_fail shell.stateForeign
mkdir -p "$gr_state/spool" "$gr_state/limits" "$gr_state/done" "$gr_state/ended" || gr_fail shell.stateUnwritable
for gr_file in "$gr_state" "$gr_state/spool" "$gr_state/limits" "$gr_state/done" "$gr_state/ended"; do
  if [ -L "$gr_file" ] || [ ! -d "$gr_file" ] || [ ! -O "$gr_file" ]; then gr_fail shell.stateForeign; fi
done
chmod 700 "$gr_state"
${options.folder === undefined ? refuseMemory : ''}`;
}

const refuseMemory = `
gr_mount=$(df -P "$gr_state" | { read -r gr_line; read -r gr_fs gr_all gr_used gr_free gr_part gr_mount; echo "$gr_mount"; })
gr_type=
while read -r gr_fs gr_at gr_kind gr_rest; do
  if [ "$gr_at" = "$gr_mount" ]; then gr_type=$gr_kind; fi
done </proc/mounts
case $gr_type in tmpfs | ramfs) gr_fail shell.stateMemory ;; esac
`;

/**
 * Sets `$gr_detach` to the words that start a session which survives the connection, or fails by `gr_fail`. Where logind
 * kills what a session leaves (KillUserProcesses), a session of its own is not enough: it takes a scope of its own too.
 */
export const detachment = `
[ -n "$gr_setsid" ] || gr_fail shell.noDetach
gr_detach=setsid
case $(cat /proc/self/cgroup 2>/dev/null) in
*/session-*.scope*)
  case $(busctl get-property org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager KillUserProcesses 2>/dev/null) in
  *true*)
    if [ "$(id -u)" = 0 ] && command -v systemd-run >/dev/null; then
      gr_detach='systemd-run --quiet --scope --slice=system.slice setsid'
    elif [ -e "/var/lib/systemd/linger/$(id -un)" ] && command -v systemd-run >/dev/null; then
      gr_detach='systemd-run --quiet --user --scope setsid'
    else
      gr_fail shell.noLinger
    fi
    ;;
  esac
  ;;
esac
`;
