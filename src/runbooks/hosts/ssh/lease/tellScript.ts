// How the host tells whose a lease is.

/**
 * What is said after `leaseScript`. `gr_last` sets `$gr_number` to the highest number, 0 where there is none. `gr_tell` prints `held` and four lines:
 * now (seconds since boot, boot id), the lease's own two, and its beat; or `free`.
 */
export const tellScript = String.raw`
gr_last() {
  gr_number=0
  for gr_file in "$gr_leases"/[0-9]*; do
    gr_name=${'${gr_file##*/}'}
    case $gr_name in *[!0-9]*) continue ;; esac
    if [ "$gr_name" -gt "$gr_number" ]; then gr_number=$gr_name; fi
  done
}
gr_tell() {
  if [ ! -s "$gr_leases/$gr_number" ]; then echo free; return; fi
  gr_uptime
  gr_taken='' gr_since='' gr_heard=''
  { read -r gr_taken && read -r gr_since; } 2>/dev/null <"$gr_leases/$gr_number"
  read -r gr_heard 2>/dev/null <"$gr_leases/$gr_number.beat"
  printf 'held\n%s\n%s\n%s\n%s\n' "$gr_up $gr_boot" "$gr_taken" "$gr_since" "$gr_heard"
}
`;
