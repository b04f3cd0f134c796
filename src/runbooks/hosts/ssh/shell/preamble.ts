// What a persistent sh is told first: how every script starts, a folder of its own, and how all of it ends.

/** Where the folder for temporary files is looked for; memory first, because the disk may be what is broken. */
export const temporaryFolders = ['/dev/shm', '/run', '/tmp', '/var/tmp'] as const;

/**
 * Sets up the sh that reads it; `id` names its folder and must be new. What follows finds: `$gr`, the folder (0700, in it the
 * FIFO `done`, open as fd 3), `$gr_setsid`, `$gr_group` (put before a process id, it means its group) and `gr_fail CODE`.
 *
 * When the sh ends, for whatever reason, fd 9 closes with it. The janitor sees that, kills what is still running (its process
 * group is in a `p` file of the folder, a process of ours in a `k` file) and removes the folder. So everything started here
 * must close fd 9.
 */
export function preamble(id: string): string {
  return `
gr_fail() { printf '!%s\\n' "$1" >&2; exit 1; }
umask 077
cd /
unset ENV BASH_ENV CDPATH LANGUAGE
PATH="\${PATH:-/usr/local/bin:/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin"
PAGER=cat GIT_PAGER=cat MANPAGER=cat SYSTEMD_PAGER=cat
case $(locale -a 2>/dev/null) in '' | *C.utf8* | *C.UTF-8*) LC_ALL=C.UTF-8 ;; *) LC_ALL=C ;; esac
export PATH PAGER GIT_PAGER MANPAGER SYSTEMD_PAGER LC_ALL
case $(command -v printf) in /*) gr_fail shell.noPrintf ;; esac
for gr_tool in mkdir mkfifo mv rm cat head wc dd; do
  command -v "$gr_tool" >/dev/null || gr_fail shell.noUtilities
done
gr_setsid='' gr_group=''
if command -v setsid >/dev/null; then gr_setsid=setsid gr_group=-; fi
gr=
for gr_base in ${temporaryFolders.join(' ')}; do
  if mkdir "$gr_base/.gated-runbooks.${id}" 2>/dev/null; then gr=$gr_base/.gated-runbooks.${id}; break; fi
done
[ -n "$gr" ] || gr_fail shell.noFolder
mkfifo "$gr/done" "$gr/life" || gr_fail shell.noFolder
umask 022
exec 3<>"$gr/done"
(
  trap '' HUP INT TERM
  read -r gr_line
  # Renamed first: what starts meanwhile fails to leave its process group here, and ends itself.
  mv "$gr" "$gr.ended"
  for gr_file in "$gr.ended"/p*; do
    if read -r gr_pid <"$gr_file" && [ -n "$gr_pid" ]; then kill -KILL "$gr_group$gr_pid"; fi
  done
  for gr_file in "$gr.ended"/k*; do
    if read -r gr_pid <"$gr_file"; then kill -KILL "$gr_pid"; fi
  done
  rm -rf "$gr.ended"
) <"$gr/life" >/dev/null 2>&1 3>&- &
exec 9>"$gr/life"
`;
}
