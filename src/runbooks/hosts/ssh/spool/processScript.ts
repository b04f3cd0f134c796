// How the host tells one process from a later one with the same number.

/**
 * `gr_since PID` sets `$gr_started` to when the process started (in the kernel's ticks since boot), and fails when there is
 * none or only a zombie. `gr_running` asks whether the process named by the file `pid` of the current folder (number, start,
 * boot id) still runs.
 */
export const processScript = `
gr_boot=-
[ ! -r /proc/sys/kernel/random/boot_id ] || read -r gr_boot </proc/sys/kernel/random/boot_id
gr_twentieth() { shift 19 && gr_started=$1; }
gr_since() {
  read -r gr_line 2>/dev/null <"/proc/$1/stat" || return 1
  # The name, in parentheses, may hold anything.
  gr_line=\${gr_line##*) }
  case $gr_line in [ZX]*) return 1 ;; esac
  # shellcheck disable=SC2086 # fields
  gr_twentieth $gr_line
}
gr_running() {
  read -r gr_pid gr_start gr_bootid 2>/dev/null <pid || return 1
  [ "$gr_bootid" = "$gr_boot" ] && gr_since "$gr_pid" && [ "$gr_started" = "$gr_start" ]
}
`;
