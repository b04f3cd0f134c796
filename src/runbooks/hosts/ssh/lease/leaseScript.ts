// The host's side of leases: numbered files, of which the highest is the lease.

/** Bytes of a beat, so that it is written in place and needs no room on a full disk. */
const beatWidth = 300;

/**
 * What is said after `stateFolder` and `processScript`; it makes nothing. `$gr_leases` is the folder of this machine's leases (a login's state
 * folder may be shared by many machines).
 *
 * A lease is a file `N`: its first line is `TOKEN HOLDER`, its second when it was taken (seconds since boot, boot id). One of no
 * bytes is free. Who takes a lease makes the next number by a hard link, which only one can do, and the file is whole from its
 * first moment. `N.beat` says when its run was last heard of: seconds since boot, boot id, spool. No clock of any client counts, and
 * no clock that anybody can set.
 *
 * `gr_ours NUMBER TOKEN` asks whether that lease is still the last. `gr_beat NUMBER SPOOL` notes that its run lives.
 */
export const leaseScript = String.raw`
gr_machine=
[ ! -r /etc/machine-id ] || read -r gr_machine </etc/machine-id
case $gr_machine in '' | *[!A-Za-z0-9]*) gr_machine=$(uname -n) ;; esac
gr_leases=$gr_state/leases/$gr_machine
gr_uptime() {
  gr_up=
  if read -r gr_up gr_rest 2>/dev/null </proc/uptime; then gr_up=${'${gr_up%%.*}'}; else gr_up=$(date +%s); fi
}
gr_ours() {
  read -r gr_word gr_rest 2>/dev/null <"$gr_leases/$1" && [ "$gr_word" = "$2" ] && [ ! -e "$gr_leases/$(($1 + 1))" ]
}
gr_beat() {
  gr_uptime
  printf '%-${beatWidth}s\n' "$gr_up $gr_boot $2" 2>/dev/null 1<>"$gr_leases/$1.beat"
}
`;
