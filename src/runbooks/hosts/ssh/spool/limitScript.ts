// The host's side of limits: who may still start, by the host's own clock.

/**
 * `gr_reserve KEY TIMES WITHIN TOKEN` (WITHIN in seconds) notes a reservation in `limits/KEY`, one line `SECONDS TOKEN` each.
 * A token that is there already is reserved already. Where it fails, `$gr_answer` is `refused` and the times that used the limit, or
 * `failed CODE`.
 *
 * The lock is a file that is created only where there is none. It names its holder, so that one who died with it is noticed;
 * to take it away from the dead is a lock of its own, or two who wait could take it one after the other.
 */
export const limitScript = String.raw`
gr_since $$ || gr_started=-
gr_self="$$ $gr_started $gr_boot"
gr_lock() { ( set -C && echo "$gr_self" >"$1" ) 2>/dev/null; }
gr_held() {
  read -r gr_pid gr_start gr_bootid 2>/dev/null <"$1" || return 0
  [ "$gr_bootid" = "$gr_boot" ] && gr_since "$gr_pid" && [ "$gr_started" = "$gr_start" ]
}
# The host's clock in seconds, without a process for it: what it said when this shell began, and the time since boot.
gr_zero=$(date +%s)
if read -r gr_up gr_rest 2>/dev/null </proc/uptime; then gr_zero=$((gr_zero - ${'${gr_up%%.*}'})); else gr_up=''; fi
gr_clock() {
  if [ "$gr_up" ] && read -r gr_up gr_rest </proc/uptime; then
    gr_now=$((gr_zero + ${'${gr_up%%.*}'}))
  else
    gr_now=$(date +%s)
  fi
}
gr_reserve() {
  gr_file=$gr_state/limits/$1
  gr_tries=0
  until gr_lock "$gr_file.lock"; do
    if ! gr_held "$gr_file.lock" && gr_lock "$gr_file.breaking"; then
      gr_held "$gr_file.lock" || rm -f "$gr_file.lock"
      rm -f "$gr_file.breaking"
      continue
    fi
    gr_tries=$((gr_tries + 1))
    if [ "$gr_tries" -gt 50 ]; then gr_answer='failed shell.limitLocked' && return 1; fi
    sleep 0.1 || sleep 1
  done
  gr_clock
  gr_used='' gr_known='' gr_count=0
  if [ -e "$gr_file" ]; then
    while read -r gr_time gr_token; do
      if [ "$gr_token" = "$4" ]; then gr_known=1; fi
      if [ "$gr_time" -gt $((gr_now - $3)) ]; then
        gr_used="$gr_used $gr_time" gr_count=$((gr_count + 1))
      fi
    done <"$gr_file"
  fi
  gr_answer=
  if [ "$gr_known" ]; then
    :
  elif [ "$gr_count" -ge "$2" ]; then
    gr_answer="refused$gr_used"
  elif ! echo "$gr_now $4" >>"$gr_file"; then
    gr_answer='failed shell.stateFull'
  fi
  rm -f "$gr_file.lock" &
  [ -z "$gr_answer" ]
}
`;
